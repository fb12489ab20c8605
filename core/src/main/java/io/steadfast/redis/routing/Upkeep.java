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

import java.util.Set;

import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologyListener;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the connections after each new topology: nodes that have left are drained, those
 * that another process has taken the place of are connected to anew. Called by the
 * monitor's scheduler.
 */
final class Upkeep implements TopologyListener {

	private static final Logger logger = LoggerFactory.getLogger(Upkeep.class);

	private final NodeConnections connections;

	private final WaitingRooms rooms;

	private final SlotTable slots;

	private Upkeep(NodeConnections connections, WaitingRooms rooms, SlotTable slots) {
		this.connections = connections;
		this.rooms = rooms;
		this.slots = slots;
	}

	/**
	 * Keep connections up until the monitor is closed.
	 */
	static void begin(NodeConnections connections, WaitingRooms rooms, SlotTable slots, TopologyMonitor monitor) {
		Upkeep upkeep = new Upkeep(connections, rooms, slots);
		monitor.addListener(upkeep);
		monitor.addRefreshListener((outcome) -> upkeep.refreshed(monitor.current()));
	}

	@Override
	public void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		Set<Endpoint> patched = this.slots.patchedTo();
		this.connections.retain((endpoint) -> patched.contains(endpoint) || isAt(endpoint, NodeRole.PRIMARY, after),
				(endpoint) -> isAt(endpoint, NodeRole.REPLICA, after));
		this.rooms.retain((endpoint) -> isAt(endpoint, after));
		this.connections.pools().forEach((connection) -> reconsider(connection, after, diff));
	}

	/**
	 * Called after each refresh, also one that brought nothing new: whoever asked for a
	 * node in the moment it left has made it known again.
	 */
	private void refreshed(TopologySnapshot current) {
		Set<Endpoint> patched = this.slots.patchedTo();
		this.connections.forget((endpoint) -> patched.contains(endpoint) || isAt(endpoint, current));
	}

	private static boolean isAt(Endpoint endpoint, NodeRole role, TopologySnapshot snapshot) {
		return isAt(endpoint, snapshot) && snapshot.nodeAt(endpoint).role() == role;
	}

	private static boolean isAt(Endpoint endpoint, TopologySnapshot snapshot) {
		return snapshot.knows(endpoint) && snapshot.nodeAt(endpoint).endpoint().equals(endpoint);
	}

	/**
	 * A node whose id changed behind a kept endpoint gets a new connection before anybody
	 * is told MOVED; commands that wait for a handshake may have a better place to go.
	 */
	private void reconsider(NodeConnection connection, TopologySnapshot after, TopologyDiff diff) {
		Node node = after.nodeAt(connection.endpoint());
		if (!connection.nodeId().isEmpty() && node.isKnown() && !connection.nodeId().equals(node.id())) {
			logger.info("Another node answers at {} now; connecting to it", connection.endpoint());
			this.connections.replace(connection);
		}
		else if (connection.phase() == ConnectionState.CONNECTING && !diff.isEmpty()) {
			connection.returnWaiting(new ConnectionLostException("the topology changed during the handshake"));
		}
	}

}
