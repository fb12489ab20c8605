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

package io.steadfast.redis.sample.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.status.ConnectionStatus;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.topology.Node;

/**
 * One node as the page shows it.
 *
 * @param endpoint where it is reached
 * @param role primary or replica
 * @param shard the number of its shard, 0 for none
 * @param slots how many slots it owns
 * @param failing whether the cluster holds it to be down
 * @param connection the state of its connection; {@code none} before the first command
 * @param connections how many there are
 * @param breaker the state of its circuit breaker
 * @param inFlight commands without a reply
 * @param callersWaiting blocking callers that wait for it
 */
record NodeRow(String endpoint, String role, int shard, int slots, boolean failing, String connection, int connections,
		String breaker, int inFlight, int callersWaiting) {

	private static final String NONE = "none";

	/**
	 * All nodes.
	 * @param status what our factory knows
	 * @param numbers the shards' numbers by the ids of their primaries
	 * @return in the topology's order
	 */
	static List<NodeRow> of(ClusterStatus status, Map<String, Integer> numbers) {
		return status.nodes().stream().map((node) -> of(node, status, numbers)).toList();
	}

	private static NodeRow of(NodeStatus status, ClusterStatus cluster, Map<String, Integer> numbers) {
		Node node = status.node();
		String primary = node.primaryId().isEmpty() ? node.id() : node.primaryId();
		return new NodeRow(node.endpoint().toString(), word(node.role()), numbers.getOrDefault(primary, 0),
				cluster.topology().slotsOf(node.id()).cardinality(), node.failing(), connectionOf(status),
				status.connections().size(), word(status.breaker().state()),
				status.connections().stream().mapToInt(ConnectionStatus::inFlight).sum(), status.callersWaiting());
	}

	private static String connectionOf(NodeStatus status) {
		List<ConnectionStatus> connections = status.connections();
		if (connections.isEmpty()) {
			return NONE;
		}
		if (connections.stream().anyMatch(ConnectionStatus::troubled)) {
			return "troubled";
		}
		boolean isOpen = connections.stream().anyMatch((connection) -> connection.state() == ConnectionState.OPEN);
		return word(isOpen ? ConnectionState.OPEN : connections.get(0).state());
	}

	private static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
