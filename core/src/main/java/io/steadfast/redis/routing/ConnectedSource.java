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

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologySource;

/**
 * Asks nodes for the topology over the connections that carry the commands. A replica
 * that nothing is sent to is asked over a short connection of its own: one that stayed
 * open would be one more socket for each question that was ever asked.
 */
final class ConnectedSource implements TopologySource {

	/** Longer than anybody waits for the answer. */
	private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

	private final NodeConnections connections;

	private final Timer timer;

	private final Supplier<TopologySnapshot> topology;

	ConnectedSource(NodeConnections connections, Timer timer, Supplier<TopologySnapshot> topology) {
		this.connections = connections;
		this.timer = timer;
		this.topology = topology;
	}

	@Override
	public CompletionStage<String> clusterNodes(Endpoint endpoint) {
		Access access = access();
		if (takesCommands(endpoint) || this.connections.pools().isOpen(endpoint, access)) {
			return ask(this.connections.connectionTo(endpoint, access, 0));
		}
		if (access == Access.READ_WRITE && this.connections.pools().isOpen(endpoint, Access.READ_ONLY)) {
			return ask(this.connections.connectionTo(endpoint, Access.READ_ONLY, 0));
		}
		NodeConnection own = this.connections.exclusiveTo(endpoint, access);
		Runnable end = () -> own.close(new ConnectionLostException("the question for the topology is over"));
		this.timer.after(LONGEST_QUESTION.toNanos(), end);
		return ask(own).whenComplete((reply, failure) -> end.run());
	}

	/**
	 * Who waits on an event loop may do so until a question is answered, and it is
	 * unknown which connections are on that loop.
	 */
	private Access access() {
		return this.connections.pools().hasBeside() ? Access.BESIDE : Access.READ_WRITE;
	}

	/**
	 * Whether commands are sent there, or will be as soon as something is known.
	 */
	private boolean takesCommands(Endpoint endpoint) {
		TopologySnapshot current = this.topology.get();
		Node node = current.nodeAt(endpoint);
		return current.version() == 0
				|| (current.knows(endpoint) && node.endpoint().equals(endpoint) && node.role() == NodeRole.PRIMARY);
	}

	private static CompletionStage<String> ask(NodeConnection connection) {
		return connection.opened().thenCompose(Link::clusterNodes);
	}

	@Override
	public boolean isOpen(Endpoint endpoint) {
		return this.connections.pools().isOpen(endpoint, Access.READ_WRITE) || this.connections.pools()
			.isOpen(endpoint, (access() == Access.READ_WRITE) ? Access.READ_ONLY : Access.BESIDE);
	}

}
