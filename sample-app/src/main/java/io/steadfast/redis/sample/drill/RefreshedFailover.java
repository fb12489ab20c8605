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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.steadfast.redis.test.RedisCluster;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Every replica takes over from its live primary while a refresh is always running.
 */
final class RefreshedFailover implements Drill {

	/** A tenth of the time that Lettuce waits for a connection by default. */
	private static final Duration LONGEST_CALL = Duration.ofSeconds(1);

	private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

	private final LettuceConnectionFactory factory;

	RefreshedFailover(LettuceConnectionFactory factory) {
		this.factory = factory;
	}

	@Override
	public DrillCard card() {
		return DrillCard
			.unplanned("failover-in-refresh", "D03",
					"CLUSTER FAILOVER to each replica while a refresh is always running")
			.byCommandsAlone();
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		Thread refreshing = new Thread(this::refreshUntilInterrupted, "refreshing");
		refreshing.start();
		try {
			cluster.replicas().forEach(cluster::failover);
		}
		finally {
			refreshing.interrupt();
			Poll.until(STOP_LIMIT, () -> !refreshing.isAlive());
		}
	}

	private void refreshUntilInterrupted() {
		RedisClusterClient client = (RedisClusterClient) this.factory.getRequiredNativeClient();
		while (!Thread.currentThread().isInterrupted()) {
			try {
				client.refreshPartitions();
			}
			catch (RedisException ex) {
				// what became of it shows in the traffic
			}
		}
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.nothingSurfaced()
			.recovered()
			.incrementsAddUp()
			.noCallLongerThan(LONGEST_CALL)
			.shortfalls();
	}

}
