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

import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of time series does not grow with the addresses that a cluster has had.
 */
class AddressChangesTests {

	private static final int CHANGES = 1000;

	/** Answers at every address of loopback, as a new node at each. */
	private final ScriptedRedisNode node = ScriptedRedisNode.start("0.0.0.0", 0);

	private final AtomicInteger life = new AtomicInteger(1);

	@BeforeEach
	void aClusterOfOneNodeThatIsReplacedAgainAndAgain() {
		this.node.on("CLUSTER NODES", (request) -> ScriptedReply.bulk(topology(this.life.get())))
			.on("GET", ScriptedReply.bulk("bar"));
	}

	private String topology(int life) {
		return "%040x %s:%d@%d myself,master - 0 0 %d connected 0-16383\n".formatted(life, address(life),
				this.node.port(), this.node.port() + 10000, life);
	}

	private static String address(int life) {
		return "127.0." + (life / 250 + 1) + "." + (life % 250 + 1);
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	@Test
	void aThousandOfThemLeaveTheSeriesWhatTheyWere() {
		MeteredApplication.at(this.node)
			.withBean(MeterFilter.class, () -> MeterFilter.ignoreTags("remote"))
			.withPropertyValues("steadfast.redis.topology.min-refresh-interval=1ms",
					"spring.data.redis.cluster.nodes=127.0.0.1:" + this.node.port())
			.run((context) -> {
				TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
				StringRedisTemplate redis = context.getBean(StringRedisTemplate.class);
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(redis.opsForValue().get("foo")).isEqualTo("bar");
				changeAddress(factory, redis);
				TreeMap<String, Long> before = series(registry);
				assertThat(before).containsKey("resilience4j.circuitbreaker.state")
					.containsKey("resilience4j.retry.calls");

				for (int change = 0; change < CHANGES; change++) {
					changeAddress(factory, redis);
				}

				assertThat(factory.getStatus().topology().nodes().get(0).endpoint())
					.hasToString(address(CHANGES + 2) + ":" + this.node.port());
				Awaitility.await()
					.atMost(Duration.ofSeconds(10))
					.untilAsserted(() -> assertThat(series(registry)).isEqualTo(before));
				assertThat(registry.getMeters()).flatExtracting((meter) -> meter.getId().getTags())
					.extracting(Tag::getValue)
					.noneMatch((value) -> value.contains("127.0."));
			});
	}

	private void changeAddress(TopologyAwareConnectionFactory factory, StringRedisTemplate redis) throws Exception {
		this.life.incrementAndGet();
		factory.refreshTopology().toCompletableFuture().get(10, TimeUnit.SECONDS);
		assertThat(redis.opsForValue().get("foo")).isEqualTo("bar");
	}

	/**
	 * How many meters there are of each name.
	 */
	private static TreeMap<String, Long> series(MeterRegistry registry) {
		TreeMap<String, Long> series = new TreeMap<>();
		for (Meter meter : registry.getMeters()) {
			series.merge(meter.getId().getName(), 1L, Long::sum);
		}
		return series;
	}

}
