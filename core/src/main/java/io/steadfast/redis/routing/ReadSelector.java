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

package io.steadfast.redis.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import io.lettuce.core.OrderingReadFromAccessor;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.models.role.RedisNodeDescription;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.Shard;

/**
 * Chooses the node of a shard that a read goes to, by Lettuce's {@link ReadFrom}
 * settings.
 */
final class ReadSelector {

	private final Predicate<Endpoint> fit;

	private final ToLongFunction<Node> latency;

	/**
	 * Create a selector.
	 * @param fit tells of a replica whether it serves reads; those that do not are left
	 * out
	 * @param latency tells of a node how soon it answers, in any unit; 0 if it was not
	 * asked yet, so that it will be
	 */
	ReadSelector(Predicate<Endpoint> fit, ToLongFunction<Node> latency) {
		this.fit = fit;
		this.latency = latency;
	}

	/**
	 * Choose a node.
	 * @param readFrom the setting of the connection
	 * @param shard the shard of the slot
	 * @param repetition how many attempts the command has behind it: each takes the next
	 * candidate, the primary comes after the last
	 * @param random any number, to spread reads over candidates of equal rank
	 * @return a node of the shard; the primary where the setting selects none
	 */
	Node select(ReadFrom readFrom, Shard shard, int repetition, int random) {
		List<RedisNodeDescription> candidates = new ArrayList<>();
		for (Node node : inOrderFor(readFrom, shard)) {
			if (node.role() == NodeRole.PRIMARY || (!node.failing() && this.fit.test(node.endpoint()))) {
				candidates.add(describe(node));
			}
		}
		List<RedisNodeDescription> selected = readFrom.select(new Candidates(candidates));
		if (repetition >= selected.size()) {
			return shard.primary();
		}
		int first = OrderingReadFromAccessor.isOrderSensitive(readFrom) ? 0 : random;
		RedisURI chosen = selected.get(Math.floorMod(first + repetition, selected.size())).getUri();
		Endpoint endpoint = new Endpoint(chosen.getHost(), chosen.getPort());
		return shard.nodes()
			.stream()
			.filter((node) -> node.endpoint().equals(endpoint))
			.findFirst()
			.orElse(shard.primary());
	}

	/**
	 * Lettuce's setting takes the nodes as they come, and expects the quickest first.
	 */
	private List<Node> inOrderFor(ReadFrom readFrom, Shard shard) {
		return (readFrom == ReadFrom.LOWEST_LATENCY)
				? shard.nodes().stream().sorted(Comparator.comparingLong(this.latency)).toList() : shard.nodes();
	}

	static RedisClusterNode describe(Node node) {
		RedisClusterNode description = RedisClusterNode.of(node.id());
		description.setUri(RedisURI.create(node.endpoint().host(), node.endpoint().port()));
		description.setFlags(Set.of((node.role() == NodeRole.PRIMARY) ? RedisClusterNode.NodeFlag.UPSTREAM
				: RedisClusterNode.NodeFlag.REPLICA));
		description.setSlaveOf(node.primaryId().isEmpty() ? null : node.primaryId());
		return description;
	}

	/**
	 * The nodes of a shard, as Lettuce's settings want to see them.
	 */
	private record Candidates(List<RedisNodeDescription> nodes) implements ReadFrom.Nodes {

		@Override
		public List<RedisNodeDescription> getNodes() {
			return this.nodes;
		}

		@Override
		public Iterator<RedisNodeDescription> iterator() {
			return this.nodes.iterator();
		}

	}

}
