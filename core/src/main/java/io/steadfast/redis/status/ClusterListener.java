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

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Is told what a client learns of its cluster. Called on a thread of the factory's own,
 * one call at a time and in order; one that blocks delays what listeners hear, and no
 * command.
 */
public interface ClusterListener {

	/**
	 * A topology with other content was published.
	 * @param before the topology until now
	 * @param after the topology from now on
	 * @param diff what changed; empty if only epochs or failure flags did
	 */
	default void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
	}

	/**
	 * A refresh has ended.
	 * @param outcome why it ran, what came of it, and how long it took
	 */
	default void refreshEnded(RefreshOutcome outcome) {
	}

	/**
	 * The circuit breaker of a node has changed its state. It is closed, too, when the
	 * node is not connected to any more: it has left, has become a replica, or the
	 * factory stops.
	 * @param node where the node is reached
	 * @param breaker the name of the breaker
	 * @param from the state until now
	 * @param to the state from now on
	 */
	default void breakerChanged(Endpoint node, String breaker, State from, State to) {
	}

}
