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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.incident.IncidentKind;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a real cluster goes through, as the summaries of its incidents tell it.
 */
class IncidentIT {

	@Test
	void aFailoverAndAReshardingAreCalledByTheirNames() throws InterruptedException {
		try (RedisCluster cluster = RedisCluster.builder().start()) {
			TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
					new RedisClusterConfiguration(cluster.seeds()), LettuceClientConfiguration.defaultConfiguration(),
					RoutingOptions.defaults());
			factory.afterPropertiesSet();
			AtomicBoolean running = new AtomicBoolean(true);
			Thread traffic = new Thread(() -> use(new StringRedisTemplate(factory), running));
			try {
				traffic.start();
				Awaitility.await()
					.atMost(Duration.ofSeconds(5))
					.until(() -> factory.routedCluster().topology().version() > 0);

				RedisNode former = cluster.primaryOf(0);
				cluster.forceFailover(cluster.replicasOf(former).get(0));
				Incident failover = ended(factory, 1);
				assertThat(failover.kind()).isEqualTo(IncidentKind.FAILOVER);
				assertThat(failover.shard()).isOne();
				assertThat(failover.transfers()).singleElement().satisfies((moved) -> {
					assertThat(moved.ranges()).isEqualTo("0-5460");
					assertThat(moved.from().port()).isEqualTo(former.port());
					assertThat(moved.to().port()).isEqualTo(cluster.primaryOf(0).port());
				});
				assertThat(failover.summary()).startsWith("shard 1 failed over in ");

				cluster.migrateSlots(cluster.primaryOf(0), cluster.primaryOf(16383), IntStream.range(0, 20));
				Incident resharding = ended(factory, 2);
				assertThat(resharding.kind()).isEqualTo(IncidentKind.RESHARDING);
				assertThat(resharding.shard()).isOne();
				assertThat(resharding.slotsMoved()).isEqualTo(20);
				assertThat(resharding.transfers()).extracting((moved) -> moved.ranges()).containsExactly("0-19");

				assertThat(factory.getIncidents().current()).isEmpty();
				CommandCounts counts = factory.getCounts();
				assertThat(counts.mostRedirectsOfOneCommand()).isBetween(1L, 5L);
				assertThat(counts.surfaced()).isGreaterThanOrEqualTo(counts.ambiguous());
			}
			finally {
				running.set(false);
				traffic.join(TimeUnit.SECONDS.toMillis(10));
				factory.destroy();
			}
		}
	}

	private static Incident ended(TopologyAwareConnectionFactory factory, int count) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(40))
			.until(() -> factory.getIncidents().recent().size() >= count && factory.getIncidents().current().isEmpty());
		List<Incident> incidents = factory.getIncidents().recent();
		assertThat(incidents).as("incidents").hasSize(count);
		return incidents.get(0);
	}

	private static void use(StringRedisTemplate template, AtomicBoolean running) {
		for (int i = 0; running.get(); i++) {
			try {
				template.opsForValue().set("key-" + (i % 20_000), "value");
			}
			catch (DataAccessException ex) {
				// counted by what is tested here
			}
		}
	}

}
