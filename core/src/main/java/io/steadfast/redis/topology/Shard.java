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

package io.steadfast.redis.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A primary and its replicas: the nodes that hold the same slots.
 *
 * @param primary the node that takes writes
 * @param replicas the nodes that copy it, possibly none
 */
public record Shard(Node primary, List<Node> replicas) {

	public Shard {
		replicas = List.copyOf(replicas);
		if (primary.role() != NodeRole.PRIMARY) {
			throw new IllegalArgumentException("A shard is led by a primary, not by " + primary);
		}
	}

	/**
	 * The shard of a node that a redirect named before any refresh saw it.
	 * @param endpoint the target of the redirect
	 * @return a shard of one unknown node
	 */
	public static Shard unknown(Endpoint endpoint) {
		return new Shard(Node.unknown(endpoint), List.of());
	}

	/**
	 * The shards that nodes form.
	 * @param nodes primaries and replicas
	 * @return a shard for each primary, in their order
	 */
	static List<Shard> among(List<Node> nodes) {
		Map<String, List<Node>> replicas = nodes.stream().collect(Collectors.groupingBy(Node::primaryId));
		return nodes.stream()
			.filter((node) -> node.role() == NodeRole.PRIMARY)
			.map((primary) -> new Shard(primary, replicas.getOrDefault(primary.id(), List.of())))
			.toList();
	}

	/**
	 * All nodes of the shard.
	 * @return the primary first, then its replicas
	 */
	public List<Node> nodes() {
		List<Node> nodes = new ArrayList<>(1 + this.replicas.size());
		nodes.add(this.primary);
		nodes.addAll(this.replicas);
		return List.copyOf(nodes);
	}

}
