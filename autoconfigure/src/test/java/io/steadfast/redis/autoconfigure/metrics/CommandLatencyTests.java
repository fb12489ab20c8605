/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.steadfast.redis.autoconfigure.metrics;

import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Lettuce's own latency meters, which Boot configures, are about our connections too.
 */
class CommandLatencyTests {

	private static final String COMPLETION = "lettuce.command.completion";

	private final ScriptedRedisNode node = ScriptedRedisNode.start().on("GET", ScriptedReply.bulk("bar"));

	private final ApplicationContextRunner runner = MeteredApplication.at(this.node);

	@AfterEach
	void stop() {
		this.node.close();
	}

	@Test
	void commandsAreTimedAsWithBootsFactory() {
		this.runner.run((context) -> {
			assertThat(context.getBean(RedisConnectionFactory.class))
				.isInstanceOf(TopologyAwareConnectionFactory.class);
			assertThat(timedReads(context.getBean(StringRedisTemplate.class), context.getBean(MeterRegistry.class)))
				.isEqualTo(readsTimedWithBootsFactory())
				.isEqualTo(Map.of(COMPLETION, 3L, "lettuce.command.firstresponse", 3L));
		});
	}

	private Map<String, Long> readsTimedWithBootsFactory() {
		Map<String, Long> timed = new TreeMap<>();
		this.runner.withPropertyValues("steadfast.redis.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean(TopologyAwareConnectionFactory.class);
			timed.putAll(timedReads(context.getBean(StringRedisTemplate.class), context.getBean(MeterRegistry.class)));
		});
		return timed;
	}

	/**
	 * How many reads of three each timer has seen, at the node that answered them.
	 */
	private Map<String, Long> timedReads(StringRedisTemplate redis, MeterRegistry registry) {
		for (int read = 0; read < 3; read++) {
			assertThat(redis.opsForValue().get("foo")).isEqualTo("bar");
		}
		Map<String, Long> timed = new TreeMap<>();
		registry.getMeters()
			.stream()
			.filter((meter) -> "GET".equals(meter.getId().getTag("command")))
			.filter((meter) -> String.valueOf(meter.getId().getTag("remote")).endsWith(this.node.endpoint()))
			.forEach((meter) -> timed.merge(meter.getId().getName(), ((Timer) meter).count(), Long::sum));
		return timed;
	}

}
