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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.netty.util.concurrent.EventExecutor;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.status.ConnectionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes connections off an event loop that has too many: half of them get a successor,
 * for which another loop is found. Called by one thread at a time.
 */
final class LoopRelief {

	static final Duration TICK = Duration.ofSeconds(1);

	/** The others have their turn a second later. */
	private static final int MOST_AT_ONCE = 32;

	private static final Logger logger = LoggerFactory.getLogger(LoopRelief.class);

	private final EventLoopPacking packing;

	private final NodeConnections connections;

	LoopRelief(EventLoopPacking packing, NodeConnections connections) {
		this.packing = packing;
		this.connections = connections;
	}

	void tick() {
		if (!this.packing.measure(System.nanoTime())) {
			return;
		}
		Map<EventExecutor, List<NodeConnection>> crowded = new HashMap<>();
		this.connections.pools().forEach((connection) -> {
			EventExecutor loop = connection.health().eventLoop();
			if (loop != null && connection.phase() == ConnectionState.OPEN && this.packing.isBusyForLong(loop)) {
				crowded.computeIfAbsent(loop, (key) -> new ArrayList<>()).add(connection);
			}
		});
		crowded.values().stream().filter((crowd) -> crowd.size() > 1).forEach(this::relieve);
	}

	private void relieve(List<NodeConnection> crowd) {
		List<NodeConnection> busiestFirst = crowd.stream()
			.sorted(Comparator.comparingInt(NodeConnection::inFlight).reversed())
			.toList();
		int moving = Math.min(crowd.size() / 2, MOST_AT_ONCE);
		for (int i = 0; i < moving; i++) {
			this.connections.renew(busiestFirst.get(2 * i + 1));
		}
		logger.info("An event loop takes most of a processor; {} of its {} connections move to others", moving,
				crowd.size());
	}

}
