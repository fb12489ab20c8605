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

package io.steadfast.redis.autoconfigure.metrics;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.status.ConnectionStatus;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotTable;

/**
 * The gauges of one factory: how it stands with its cluster at this moment.
 *
 * @param factory the factory
 * @param readings what the factory knows
 * @param tags those of all meters of the factory
 */
record ClusterMeters(TopologyAwareConnectionFactory factory, Readings readings, Tags tags) implements MeterBinder {

	private static final String SLOTS = "steadfast.redis.slots";

	private static final String SLOTS_TEXT = "Slots of the cluster that are served, and that are not";

	private static final String COMMANDS = "steadfast.redis.commands";

	private static final String COMMANDS_TEXT = "Commands at a node, and those that wait to be repeated";

	@Override
	public void bindTo(MeterRegistry registry) {
		bindTopology(registry);
		bindConnections(registry);
		bindCommands(registry);
	}

	private void bindTopology(MeterRegistry registry) {
		TimeGauge
			.builder("steadfast.redis.topology.age", this.readings, TimeUnit.NANOSECONDS,
					(readings) -> ageNanos(readings.latest().status()))
			.strongReference(true)
			.description("Time since nodes last told the topology")
			.tags(this.tags)
			.register(registry);
		gauge(registry, SLOTS, SLOTS_TEXT, Tags.of("state", "served"), (status) -> status.coverage().servedSlots());
		gauge(registry, SLOTS, SLOTS_TEXT, Tags.of("state", "uncovered"),
				(status) -> SlotTable.SLOTS - status.coverage().servedSlots());
		for (NodeRole role : NodeRole.values()) {
			nodes(registry, role, false);
			nodes(registry, role, true);
		}
		Gauge
			.builder("steadfast.redis.incidents.active", this.factory,
					(factory) -> factory.getIncidents().current().size())
			.strongReference(true)
			.description("Incidents that are on")
			.tags(this.tags)
			.register(registry);
	}

	private void nodes(MeterRegistry registry, NodeRole role, boolean failing) {
		gauge(registry, "steadfast.redis.nodes", "Nodes of the topology",
				Tags.of("role", role.name().toLowerCase(Locale.ROOT), "failing", String.valueOf(failing)),
				(status) -> count(status.topology().nodes(), role, failing));
	}

	private void bindConnections(MeterRegistry registry) {
		for (ConnectionState state : List.of(ConnectionState.CONNECTING, ConnectionState.OPEN,
				ConnectionState.DRAINING)) {
			gauge(registry, "steadfast.redis.connections", "Connections to nodes",
					Tags.of("state", state.name().toLowerCase(Locale.ROOT)), (status) -> count(status, state));
		}
		gauge(registry, "steadfast.redis.breakers.open", "Nodes that commands are kept from", Tags.empty(),
				(status) -> status.nodes().stream().filter(NodeStatus::isCutOff).count());
	}

	private void bindCommands(MeterRegistry registry) {
		gauge(registry, COMMANDS, COMMANDS_TEXT, Tags.of("state", "in_flight"), ClusterMeters::inFlight);
		gauge(registry, COMMANDS, COMMANDS_TEXT, Tags.of("state", "waiting"), ClusterStatus::commandsWaiting);
		gauge(registry, "steadfast.redis.commands.waiting.limit", "Commands that may wait to be repeated", Tags.empty(),
				ClusterStatus::commandsWaitingLimit);
		gauge(registry, "steadfast.redis.callers.waiting", "Blocking callers that wait for a node", Tags.empty(),
				ClusterStatus::callersWaiting);
	}

	/**
	 * Not a number before the first topology: no age would be true.
	 */
	private static double ageNanos(ClusterStatus status) {
		return (status.topology().version() > 0) ? status.topologyAge().toNanos() : Double.NaN;
	}

	private static long count(List<Node> nodes, NodeRole role, boolean failing) {
		return nodes.stream().filter((node) -> node.role() == role && node.failing() == failing).count();
	}

	private static long count(ClusterStatus status, ConnectionState state) {
		return status.nodes()
			.stream()
			.flatMap((node) -> node.connections().stream())
			.filter((connection) -> connection.state() == state)
			.count();
	}

	private static long inFlight(ClusterStatus status) {
		return status.nodes()
			.stream()
			.flatMap((node) -> node.connections().stream())
			.mapToLong(ConnectionStatus::inFlight)
			.sum();
	}

	private void gauge(MeterRegistry registry, String name, String description, Tags own,
			ToDoubleFunction<ClusterStatus> value) {
		Gauge.builder(name, this.readings, (readings) -> value.applyAsDouble(readings.latest().status()))
			.strongReference(true)
			.description(description)
			.tags(this.tags.and(own))
			.register(registry);
	}

}
