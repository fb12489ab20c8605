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

package io.steadfast.redis.status;

import java.util.List;

import io.steadfast.redis.topology.Node;

/**
 * One node, as the client is connected to it.
 *
 * @param node the node as the topology has it; unknown if only a redirect named it
 * @param connections those that exist, none to a node that nothing was sent to
 * @param breaker its circuit breaker
 * @param callersWaiting number of blocking callers that wait for it
 */
public record NodeStatus(Node node, List<ConnectionStatus> connections, BreakerStatus breaker, int callersWaiting) {

	public NodeStatus {
		connections = List.copyOf(connections);
	}

	/**
	 * Whether it is not to be had: commands are kept from it, or are let through to try
	 * it and find no connection.
	 * @return {@code true} until it is connected to again
	 */
	public boolean isCutOff() {
		return this.breaker
			.isCutOff(this.connections.stream().anyMatch((connection) -> connection.state() == ConnectionState.OPEN));
	}

}
