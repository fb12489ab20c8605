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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.ConnectionStatus;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Puts together what the parts of a cluster know at this moment. Any thread may call it;
 * it reads what is there and asks nobody.
 */
final class StatusReport {

	private final TopologyMonitor monitor;

	private final NodeConnections connections;

	private final NodeBreakers breakers;

	private final WaitingRooms rooms;

	private final Repetitions repetitions;

	private final ServiceWatch service;

	private final AddressWatch addresses;

	StatusReport(TopologyMonitor monitor, NodeConnections connections, NodeBreakers breakers, WaitingRooms rooms,
			Repetitions repetitions, ServiceWatch service, AddressWatch addresses) {
		this.monitor = monitor;
		this.connections = connections;
		this.breakers = breakers;
		this.rooms = rooms;
		this.repetitions = repetitions;
		this.service = service;
		this.addresses = addresses;
	}

	ClusterStatus now() {
		long now = System.nanoTime();
		TopologySnapshot topology = this.monitor.current();
		RefreshOutcome refresh = this.monitor.lastOutcome();
		boolean refreshed = refresh.status() != RefreshOutcome.Status.NONE;
		return new ClusterStatus(topology, (topology.version() > 0) ? topology.age(now) : Duration.ZERO, refresh,
				refreshed ? Duration.ofNanos(now - refresh.endedAtNanos()) : Duration.ZERO, this.service.coverage(),
				nodes(topology), this.repetitions.waiting(), this.repetitions.limit(), this.addresses.unresolved());
	}

	private List<NodeStatus> nodes(TopologySnapshot topology) {
		Map<Endpoint, List<ConnectionStatus>> connected = new LinkedHashMap<>();
		topology.nodes().forEach((node) -> connected.put(node.endpoint(), new ArrayList<>()));
		this.connections.pools()
			.forEach((connection) -> connected.computeIfAbsent(connection.endpoint(), (key) -> new ArrayList<>())
				.add(statusOf(connection)));
		List<NodeStatus> nodes = new ArrayList<>();
		connected.forEach((endpoint, connections) -> nodes.add(new NodeStatus(topology.nodeAt(endpoint), connections,
				this.breakers.status(endpoint), this.rooms.waitingFor(endpoint))));
		return nodes;
	}

	private static ConnectionStatus statusOf(NodeConnection connection) {
		ConnectionHealth health = connection.health();
		return new ConnectionStatus(connection.phase(), connection.access() == Access.READ_ONLY, connection.inFlight(),
				Duration.ofNanos(health.ageNanos()), health.isTroubled(), Objects.toString(health.remoteAddress(), ""));
	}

}
