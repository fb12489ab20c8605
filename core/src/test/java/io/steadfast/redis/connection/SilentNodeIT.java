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

package io.steadfast.redis.connection;

import java.time.Duration;

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A primary that hangs (SIGSTOP): its sockets stay open and say nothing.
 */
class SilentNodeIT {

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	@BeforeAll
	static void start() {
		application = ClusteredApplication.with(RoutingOptions.defaults().withPatience(Duration.ofSeconds(20)));
		cluster = application.cluster();
		template = application.template();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void itsConnectionIsReplacedAtTheStallTimeAndItsReadsAreAnsweredByThePromotedReplica() {
		template.opsForValue().set("counter", "41");
		RedisNode primary = cluster.primaryFor("counter");
		cluster.await("the replica has the value", Duration.ofSeconds(5),
				() -> cluster.primaryFor("counter").execute("WAIT", "1", "1000").equals("1"));
		cluster.hang(primary);
		long begin = System.nanoTime();
		assertThatExceptionOfType(AmbiguousOutcomeException.class)
			.isThrownBy(() -> template.opsForValue().increment("counter"))
			.withStackTraceContaining("no byte was read for 2000 ms");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(1900),
				Duration.ofMillis(3500));
		assertThat(template.opsForValue().get("counter")).isEqualTo("41");
		cluster.resume(primary);
		cluster.awaitHealthy();
		assertThat(template.opsForValue().increment("counter")).isEqualTo(42);
	}

}
