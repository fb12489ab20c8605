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

	private final NodeConnections connections;

	MakeBeforeBreak(NodeConnections connections) {
		this.connections = connections;
	}

	@Override
	public CompletionStage<Void> prepare(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		return CompletableFuture.allOf(after.shards()
			.stream()
			.filter((shard) -> !after.slotsOf(shard.primary().id()).isEmpty())
			.map((shard) -> this.connections.connectionTo(shard.primary().endpoint(), Access.READ_WRITE, 0))
			.map((connection) -> connection.opened().toCompletableFuture())
			.toArray(CompletableFuture[]::new));
	}

}
