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

package io.steadfast.redis.benchmarks;

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A tiny run of the load driver, so that it cannot rot; it judges no number.
 */
class LoadBenchmarkIT {

	@Test
	void everyContenderHasARow() throws Exception {
		String table = LoadBenchmark.run(Contenders.names(), List.of(2), List.of(100), 1, Duration.ofMillis(200));
		assertThat(table.lines().skip(2)).hasSameSizeAs(Contenders.names())
			.allSatisfy((row) -> assertThat(row).matches("\\| 100 \\| 2 \\| [a-z-]+ \\|( [0-9.]*[1-9][0-9.]* \\|){7}"));
		assertThat(table).contains(Contenders.names().stream().map((name) -> "| " + name + " |").toList());
	}

	@Test
	void theContendersAreWhatTheirNamesSay() {
		try (RedisCluster cluster = RedisCluster.builder().replicas(0).start();
				SpringContender plain = SpringContender.bootDefault(cluster.seeds());
				SpringContender tuned = SpringContender.bootTuned(cluster.seeds());
				SpringContender jedis = SpringContender.bootJedis(cluster.seeds());
				SpringContender ours = SpringContender.steadfast(cluster.seeds(), "steadfast.redis.patience=1s")) {
			assertThat(plain.connectionFactory()).isExactlyInstanceOf(LettuceConnectionFactory.class);
			assertThat(tuned.connectionFactory()).isExactlyInstanceOf(LettuceConnectionFactory.class);
			assertThat(jedis.connectionFactory()).isInstanceOf(JedisConnectionFactory.class);
			assertThat(ours.connectionFactory()).isInstanceOfSatisfying(TopologyAwareConnectionFactory.class,
					(factory) -> assertThat(factory.getRoutingOptions().patience()).hasSeconds(1));
		}
	}

	@Test
	void anUnknownContenderIsAnsweredWithThoseThatThereAre() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Contenders(List.of("memcached"), List.of("127.0.0.1:1")))
			.withMessageContaining("memcached")
			.withMessageContaining("boot-default")
			.withMessageContaining("steadfast@<property>=<value>");
	}

}
