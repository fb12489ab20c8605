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
import java.util.function.Predicate;

import io.steadfast.redis.topology.Endpoint;

/**
 * The waiting rooms of the nodes. Any thread may call it.
 */
final class WaitingRooms {

	private final int placesPerNode;

	private final Map<Endpoint, WaitingRoom> rooms = new ConcurrentHashMap<>();

	WaitingRooms(int placesPerNode) {
		this.placesPerNode = placesPerNode;
	}

	WaitingRoom of(Endpoint endpoint) {
		return this.rooms.computeIfAbsent(endpoint, (key) -> new WaitingRoom(this.placesPerNode));
	}

	/**
	 * How many callers wait for a node.
	 */
	int waitingFor(Endpoint endpoint) {
		WaitingRoom room = this.rooms.get(endpoint);
		return (room != null) ? room.size() : 0;
	}

	int placesPerNode() {
		return this.placesPerNode;
	}

	/**
	 * Forget the empty rooms of nodes that have left. A caller that enters one at that
	 * moment only finds a room of its own.
	 * @param known tells of an endpoint whether it belongs to the topology
	 */
	void retain(Predicate<Endpoint> known) {
		this.rooms.entrySet().removeIf((entry) -> !known.test(entry.getKey()) && entry.getValue().size() == 0);
	}

}
