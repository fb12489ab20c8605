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

package io.steadfast.redis.subscription;

import java.util.List;
import java.util.function.Predicate;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * The nodes of a snapshot on whom ordinary subscriptions can rely: they are up, and their
 * shard serves slots. A shard without slots is about to leave, or has just come.
 * Immutable.
 */
final class ServingNodes {

	private final TopologySnapshot snapshot;

	ServingNodes(TopologySnapshot snapshot) {
		this.snapshot = snapshot;
	}

	/**
	 * Whether a node is still the one that it was, and serves.
	 * @param node the node as an older snapshot described it
	 */
	boolean include(Node node) {
		Node now = this.snapshot.nodeAt(node.endpoint());
		return now.isKnown() && now.isSameNodeAs(node) && serves(now);
	}

	/**
	 * Whether another node answers at the endpoint now.
	 * @param node the node as an older snapshot described it
	 */
	boolean replaced(Node node) {
		Node now = this.snapshot.nodeAt(node.endpoint());
		return now.isKnown() && node.isKnown() && !now.isSameNodeAs(node);
	}

	private boolean serves(Node node) {
		String primary = (node.role() == NodeRole.PRIMARY) ? node.id() : node.primaryId();
		return !node.failing() && this.snapshot.ownsSlots(primary);
	}

	/**
	 * Primaries to subscribe at: with them, events of their keys are heard as well.
	 * @param wanted a further condition
	 */
	List<Node> primaries(Predicate<Node> wanted) {
		return this.snapshot.shards().stream().map(Shard::primary).filter(this::serves).filter(wanted).toList();
	}

	/**
	 * All nodes, where no primary is left.
	 * @param wanted a further condition
	 */
	List<Node> any(Predicate<Node> wanted) {
		return this.snapshot.nodes().stream().filter(wanted).toList();
	}

	boolean knows(Endpoint endpoint) {
		return this.snapshot.knows(endpoint);
	}

}
