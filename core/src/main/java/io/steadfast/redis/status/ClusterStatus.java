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

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * What a client knows of its cluster at one moment.
 *
 * @param topology the last one published, empty before the first
 * @param topologyAge how long ago the nodes said so; zero before the first
 * @param lastRefresh how the last refresh ended
 * @param sinceLastRefresh how long ago that was; zero before the first
 * @param coverage how many slots are served; at most a quarter of a second old
 * @param nodes the nodes of the topology in its order, then those that only redirects
 * named
 * @param commandsWaiting number of commands that wait for a repetition
 * @param commandsWaitingLimit how many may
 * @param unresolved nodes whose announced names did not resolve when they were last
 * looked up
 */
public record ClusterStatus(TopologySnapshot topology, Duration topologyAge, RefreshOutcome lastRefresh,
		Duration sinceLastRefresh, Coverage coverage, List<NodeStatus> nodes, int commandsWaiting,
		int commandsWaitingLimit, List<Endpoint> unresolved) {

	public ClusterStatus {
		nodes = List.copyOf(nodes);
		unresolved = List.copyOf(unresolved);
	}

	/**
	 * The status of a factory that is not started.
	 * @return one without nodes and topology, in which no slot is served
	 */
	public static ClusterStatus stopped() {
		return new ClusterStatus(TopologySnapshot.empty(), Duration.ZERO, RefreshOutcome.none(), Duration.ZERO,
				new Coverage(0, Duration.ZERO), List.of(), 0, 0, List.of());
	}

	/**
	 * Blocking callers that wait for any node.
	 * @return their number
	 */
	public int callersWaiting() {
		return this.nodes.stream().mapToInt(NodeStatus::callersWaiting).sum();
	}

}
