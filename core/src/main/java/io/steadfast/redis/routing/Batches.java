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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.lettuce.core.protocol.RedisCommand;

/**
 * Commands that are given at once, by the connection on which they leave together. Used
 * by the thread that gives them.
 */
final class Batches {

	private final CommandRouter router;

	private final Map<NodeConnection, List<RoutedCommand<?, ?, ?>>> byConnection = new LinkedHashMap<>();

	Batches(CommandRouter router) {
		this.router = router;
	}

	/**
	 * Add a command, or let it go by itself if it has to: after those that were added
	 * before, since they may be of its slot. One that cannot be looked at (a codec does
	 * not encode its key) fails alone.
	 * @param command the command of an application
	 * @param route how the commands of its connection are routed
	 */
	void add(RedisCommand<?, ?, ?> command, Route route) {
		RoutedCommand<?, ?, ?> routed;
		try {
			routed = this.router.admit(command, route);
		}
		catch (RuntimeException ex) {
			command.completeExceptionally(ex);
			return;
		}
		NodeConnection connection = this.router.bindForBatch(routed);
		if (connection != null) {
			this.byConnection.computeIfAbsent(connection, (key) -> new ArrayList<>()).add(routed);
			return;
		}
		send();
		this.router.dispatch(routed);
	}

	/**
	 * Let the commands leave, those for one connection in their order and in one flush.
	 */
	void send() {
		this.byConnection.forEach((connection, batch) -> {
			if (connection.write(batch) != Acceptance.ACCEPTED) {
				batch.forEach(this.router::dispatch);
			}
		});
		this.byConnection.clear();
	}

}
