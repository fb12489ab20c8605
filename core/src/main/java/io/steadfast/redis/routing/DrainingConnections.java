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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.steadfast.redis.status.ConnectionState;

/**
 * Connections that have lost their place and may finish what is in flight. Any thread may
 * add one; one thread at a time visits them.
 */
final class DrainingConnections {

	private final Timer timer;

	private final Duration limit;

	/** Whoever visits them removes those that are closed. */
	private final Set<NodeConnection> draining = ConcurrentHashMap.newKeySet();

	/**
	 * Without connections at first.
	 * @param timer ends those that take too long
	 * @param limit how long that is
	 */
	DrainingConnections(Timer timer, Duration limit) {
		this.timer = timer;
		this.limit = limit;
	}

	/**
	 * Take a connection out of service.
	 * @param connection nobody is given it any more
	 */
	void add(NodeConnection connection) {
		connection.drain();
		if (connection.phase() != ConnectionState.CLOSED) {
			this.draining.add(connection);
			this.timer.after(this.limit.toNanos(), () -> connection
				.close(new ConnectionLostException("the connection was drained for " + this.limit.toMillis() + " ms")));
		}
	}

	/**
	 * Visit those that are not closed.
	 * @param action called for each
	 */
	void forEach(Consumer<NodeConnection> action) {
		this.draining.removeIf((connection) -> connection.phase() == ConnectionState.CLOSED);
		this.draining.forEach(action);
	}

}
