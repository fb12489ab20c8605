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
import java.util.concurrent.atomic.AtomicReference;

import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;

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

	/**
	 * The last translation; a thread that replaces a newer one by an older one costs a
	 * translation.
	 */
	private final AtomicReference<@Nullable Translation> translation;

	SpringTopology(RoutingClusterClient client) {
		this.client = client;
		this.translation = client.springTranslation();
	}

	@Override
	public ClusterTopology getTopology() {
		TopologySnapshot snapshot = this.client.awaitTopology();
		if (snapshot.nodes().isEmpty()) {
			throw new ClusterStateFailureException(
					"No seed node has told the topology yet; look at whether spring.data.redis.cluster.nodes can be reached");
		}
		Translation last = this.translation.get();
		if (last != null && last.version() == snapshot.version()) {
			return last.topology();
		}
		Translation fresh = new Translation(snapshot.version(), translate(snapshot));
		this.translation.set(fresh);
		return fresh.topology();
	}

	private static ClusterTopology translate(TopologySnapshot snapshot) {
		Set<RedisClusterNode> nodes = new LinkedHashSet<>();
		LettuceView.of(snapshot).forEach((node) -> nodes.add(LettuceConverters.toRedisClusterNode(node)));
		return new ClusterTopology(nodes);
	}

	/**
	 * A snapshot's translation.
	 *
	 * @param version the version of the snapshot
	 * @param topology what it came to
	 */
	record Translation(long version, ClusterTopology topology) {

	}

}
