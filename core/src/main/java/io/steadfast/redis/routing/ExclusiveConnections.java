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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.steadfast.redis.topology.Endpoint;

/**
 * Connections for commands that block: each carries one command and is then closed. Any
 * thread may lease, one thread at a time sweeps.
 */
final class ExclusiveConnections {

	private final NodeConnections connections;

	/**
	 * What is leased, and the command it was leased for; entries are removed by the
	 * sweep.
	 */
	private final Map<NodeConnection, RoutedCommand<?, ?, ?>> leased = new ConcurrentHashMap<>();

	ExclusiveConnections(NodeConnections connections) {
		this.connections = connections;
	}

	/**
	 * A connection for one command. That it can be made is all that the breaker of the
	 * node is told: the reply may be held back for as long as the caller wishes.
	 * @param endpoint the node
	 * @param command the command that blocks
	 * @return a connection that nobody else is given
	 */
	NodeConnection lease(Endpoint endpoint, RoutedCommand<?, ?, ?> command) {
		NodeConnection connection = this.connections.exclusiveTo(endpoint);
		this.leased.put(connection, command);
		connection.opened().thenRun(command::answered);
		return connection;
	}

	/**
	 * Close the connections whose command has ended, be it by its reply or because the
	 * caller went away: the server would otherwise hand an element to nobody.
	 */
	void sweep() {
		this.leased.entrySet().removeIf((lease) -> {
			if (!lease.getValue().hasEnded()) {
				return false;
			}
			lease.getValue().giveBack();
			lease.getKey().close(new ConnectionLostException("the blocking command has ended"));
			return true;
		});
	}

	/**
	 * How many are in use.
	 * @return the number of leases that have not been swept
	 */
	int size() {
		return this.leased.size();
	}

	void close() {
		ConnectionLostException reason = new ConnectionLostException("the connection factory is stopped");
		this.leased.keySet().forEach((connection) -> connection.close(reason));
	}

}
