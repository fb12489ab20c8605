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

package io.steadfast.redis.autoconfigure.endpoint;

import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.ConnectionStatus;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotRanges;

/**
 * One node.
 *
 * @param id the cluster's name of it, empty if only a redirect named it
 * @param endpoint where it is reached
 * @param role primary or replica
 * @param primaryId the id of the primary that a replica copies
 * @param configEpoch the epoch of its last claim to its slots
 * @param failing whether the cluster holds it to be down
 * @param slots the slots that it owns, as ranges
 * @param breaker the name of its circuit breaker
 * @param breakerState the state of its circuit breaker
 * @param callersWaiting number of blocking callers that wait for it
 * @param connections the connections to it
 */
public record NodeDescription(String id, String endpoint, NodeRole role, String primaryId, long configEpoch,
		boolean failing, String slots, String breaker, State breakerState, int callersWaiting,
		List<ConnectionStatus> connections) {

	static NodeDescription of(NodeStatus status, ClusterStatus cluster) {
		Node node = status.node();
		return new NodeDescription(node.id(), node.endpoint().toString(), node.role(), node.primaryId(),
				node.configEpoch(), node.failing(), SlotRanges.of(cluster.topology().slotsOf(node.id())),
				status.breaker().name(), status.breaker().state(), status.callersWaiting(), status.connections());
	}

	boolean isNamed(String name) {
		return this.endpoint.equals(name) || this.id.equals(name);
	}

}
