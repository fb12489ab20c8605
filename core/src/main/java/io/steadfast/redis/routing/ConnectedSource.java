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

import java.util.concurrent.CompletionStage;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.TopologySource;

/**
 * Asks nodes for the topology over the connections that carry the commands.
 */
final class ConnectedSource implements TopologySource {

	private final NodeConnections connections;

	ConnectedSource(NodeConnections connections) {
		this.connections = connections;
	}

	@Override
	public CompletionStage<String> clusterNodes(Endpoint endpoint) {
		return this.connections.connectionTo(endpoint, Access.READ_WRITE, 0).opened().thenCompose(Link::clusterNodes);
	}

	@Override
	public boolean isOpen(Endpoint endpoint) {
		return this.connections.isOpen(endpoint);
	}

}
