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

import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologyPreparation;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Make before break: a node is connected and authenticated before slots are routed to it,
 * where time allows.
 */
final class MakeBeforeBreak implements TopologyPreparation {

	/**
	 * Opening a thousand connections takes the only thread for refreshes seconds in which
	 * nothing else is learned; nodes that are not new are left to the first command.
	 */
	private static final int MOST_AT_ONCE = 100;

	private final NodeConnections connections;

	MakeBeforeBreak(NodeConnections connections) {
		this.connections = connections;
	}

	@Override
	public CompletionStage<Void> prepare(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		return CompletableFuture.allOf(after.shards()
			.stream()
			.filter((shard) -> after.ownsSlots(shard.primary().id()))
			.map((shard) -> shard.primary().endpoint())
			.filter((endpoint) -> !this.connections.pools().isOpen(endpoint, Access.READ_WRITE))
			.sorted(Comparator.comparing(before::knows))
			.limit(MOST_AT_ONCE)
			.map((endpoint) -> this.connections.connectionTo(endpoint, Access.READ_WRITE, 0))
			.map((connection) -> connection.opened().toCompletableFuture())
			.toArray(CompletableFuture[]::new));
	}

}
