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

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A new replica that the client knows already forgets the cluster: its view shows nobody
 * but itself, and no slots, while the client refreshes.
 */
final class EmptyReplica implements Drill {

	private static final int REFRESHES = 12;

	private static final Duration BETWEEN_REFRESHES = Duration.ofMillis(150);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final LettuceConnectionFactory factory;

	EmptyReplica(LettuceConnectionFactory factory) {
		this.factory = factory;
	}

	@Override
	public DrillCard card() {
		return DrillCard.planned("empty-replica", "D10", "a new replica whose view has no slots, during refreshes");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode primary = cluster.primaries().get(0);
		RedisNode replica = cluster.addReplica(primary);
		refresh();
		replica.execute("CLUSTER", "RESET", "SOFT");
		for (int i = 0; i < REFRESHES; i++) {
			refresh();
			Poll.pause(BETWEEN_REFRESHES);
		}
		meetAgain(cluster, replica);
		follow(cluster, replica, primary);
		cluster.removeReplica(replica);
	}

	private void refresh() {
		try {
			((RedisClusterClient) this.factory.getRequiredNativeClient()).refreshPartitions();
		}
		catch (RedisException ex) {
			// what became of it shows in the traffic
		}
	}

	private static void meetAgain(RedisCluster cluster, RedisNode forgetful) {
		cluster.nodes()
			.stream()
			.filter((node) -> node != forgetful)
			.forEach((node) -> forgetful.execute("CLUSTER", "MEET", node.host(), Integer.toString(node.port())));
	}

	private static void follow(RedisCluster cluster, RedisNode replica, RedisNode primary) {
		cluster.await("the replica to know its primary again", LIMIT, () -> {
			replica.execute("CLUSTER", "REPLICATE", primary.id());
			return true;
		});
		cluster.awaitHealthy();
	}

}
