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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.steadfast.redis.autoconfigure.ConfigurationFinding;
import io.steadfast.redis.autoconfigure.EffectiveOption;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.status.Coverage;
import io.steadfast.redis.topology.RefreshOutcome;

/**
 * One cluster.
 *
 * @param running whether its connection factory is started
 * @param version the number of the topology among those published
 * @param age how long ago the nodes said so
 * @param lastRefresh how the last refresh ended
 * @param sinceLastRefresh how long ago that was
 * @param coverage how many slots are served
 * @param nodes its nodes
 * @param commandsWaiting number of commands that wait for a repetition
 * @param counts what its commands met
 * @param subscriptionGaps how many times messages may have been missed
 * @param incidents the incidents that are on
 * @param lastIncidents the last incidents that are over
 * @param events the last differences and states of breakers, the last one first
 * @param options the options that are in force, by the property that sets each, with
 * where they come from
 * @param findings what should be changed in the configuration
 */
public record ClusterDescription(boolean running, long version, Duration age, RefreshOutcome lastRefresh,
		Duration sinceLastRefresh, Coverage coverage, List<NodeDescription> nodes, int commandsWaiting,
		CommandCounts counts, long subscriptionGaps, List<Incident> incidents, List<Incident> lastIncidents,
		List<ClusterEvent> events, Map<String, EffectiveOption> options, List<ConfigurationFinding> findings) {

	static ClusterDescription of(TopologyAwareConnectionFactory factory, ClusterEvents events,
			Map<String, EffectiveOption> options, List<ConfigurationFinding> findings) {
		ClusterStatus status = factory.getStatus();
		return new ClusterDescription(factory.isRunning(), status.topology().version(), status.topologyAge(),
				status.lastRefresh(), status.sinceLastRefresh(), status.coverage(),
				status.nodes().stream().map((node) -> NodeDescription.of(node, status)).toList(),
				status.commandsWaiting(), factory.getCounts(), factory.getSubscriptionGapCount(),
				factory.getIncidents().current(), factory.getIncidents().recent(), events.last(), options, findings);
	}

}
