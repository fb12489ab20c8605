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

import java.util.LinkedHashSet;
import java.util.Set;

import io.steadfast.redis.topology.TopologySnapshot;

import org.springframework.data.redis.ClusterStateFailureException;
import org.springframework.data.redis.connection.ClusterTopology;
import org.springframework.data.redis.connection.ClusterTopologyProvider;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.connection.lettuce.LettuceConverters;

/**
 * The topology in Spring Data's terms, translated once for each snapshot.
 */
final class SpringTopology implements ClusterTopologyProvider {

	private final RoutingClusterClient client;

	private final PerSnapshot<ClusterTopology> translation = new PerSnapshot<>(SpringTopology::translate);

	SpringTopology(RoutingClusterClient client) {
		this.client = client;
	}

	/**
	 * The topology; waits for the first answer of a seed within the patience.
	 */
	@Override
	public ClusterTopology getTopology() {
		return this.translation.of(requireNodes(this.client.awaitTopology()));
	}

	/**
	 * Require that a seed has answered: a call to all nodes would go to none.
	 * @param snapshot what is known
	 * @return the same
	 */
	static TopologySnapshot requireNodes(TopologySnapshot snapshot) {
		if (snapshot.nodes().isEmpty()) {
			throw new ClusterStateFailureException(
					"No seed node has told the topology yet; look at whether spring.data.redis.cluster.nodes can be reached");
		}
		return snapshot;
	}

	private static ClusterTopology translate(TopologySnapshot snapshot) {
		Set<RedisClusterNode> nodes = new LinkedHashSet<>();
		LettuceView.of(snapshot).forEach((node) -> nodes.add(LettuceConverters.toRedisClusterNode(node)));
		return new ClusterTopology(nodes);
	}

}
