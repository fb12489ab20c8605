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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The benchmark runs through with every contender, each of which is what its name says.
 */
class LoadBenchmarkIT {

	@Test
	void everyContenderIsMeasuredInWhatItHas() throws IOException {
		List<ContenderName> contenders = new ArrayList<>(
				Contenders.kinds().stream().map(ContenderName::parse).toList());
		contenders
			.add(ContenderName.parse("steadfast@steadfast.redis.flush-consolidation=1@benchmark.event-loops=1+nio"));
		List<Table> tables = LoadBenchmark.run(new Plan(contenders,
				List.of(load(Mix.GET_SET, Style.PLATFORM, 0), load(Mix.MGET, Style.PLATFORM, 0),
						load(Mix.PIPELINE, Style.PLATFORM, 0), load(Mix.GET_SET, Style.REACTIVE, 0),
						load(Mix.GET_SET, Style.PLATFORM, 200)),
				Duration.ofMillis(100), 1));
		List<String> all = contenders.stream().map(ContenderName::text).toList();
		assertThat(names(tables.get(0))).isEqualTo(all);
		assertThat(names(tables.get(1))).isEqualTo(without(all, "jedis"));
		assertThat(names(tables.get(2))).isEqualTo(without(all, "boot-jedis"));
		assertThat(names(tables.get(3))).isEqualTo(without(all, "boot-jedis", "jedis"));
		assertThat(names(tables.get(4))).isEqualTo(all);
		assertThat(tables).flatMap(Table::rows).extracting(Table.Row::median).allSatisfy((median) -> {
			assertThat(median.perSecond()).isPositive();
			assertThat(median.p50()).isPositive().isLessThanOrEqualTo(median.p99());
			assertThat(median.p99()).isLessThanOrEqualTo(median.p999());
			assertThat(median.cpuPerOperation()).isNotNegative();
			assertThat(median.bytesPerOperation()).isPositive();
		});
	}

	private static Load load(Mix mix, Style style, int rate) {
		return new Load(mix, style, 2, 100, rate, Duration.ofMillis(100));
	}

	private static List<String> names(Table table) {
		return table.rows().stream().map(Table.Row::contender).toList();
	}

	private static List<String> without(List<String> all, String... some) {
		return all.stream().filter((name) -> !List.of(some).contains(name)).toList();
	}

	@Test
	void theContendersAreWhatTheirNamesSay() {
		List<String> none = List.of();
		try (RedisCluster cluster = RedisCluster.builder().replicas(0).start();
				SpringContender plain = SpringContender.bootDefault(cluster.seeds(), none);
				SpringContender tuned = SpringContender.bootTuned(cluster.seeds(), none);
				SpringContender jedis = SpringContender.bootJedis(cluster.seeds(), none);
				SpringContender ours = SpringContender.steadfast(cluster.seeds(),
						List.of("steadfast.redis.patience=1s"))) {
			assertThat(plain.connectionFactory()).isExactlyInstanceOf(LettuceConnectionFactory.class);
			assertThat(tuned.connectionFactory()).isExactlyInstanceOf(LettuceConnectionFactory.class);
			assertThat(jedis.connectionFactory()).isInstanceOf(JedisConnectionFactory.class);
			assertThat(ours.connectionFactory()).isInstanceOfSatisfying(TopologyAwareConnectionFactory.class,
					(factory) -> assertThat(factory.getRoutingOptions().patience()).hasSeconds(1));
		}
	}

}
