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

import org.jspecify.annotations.Nullable;

/**
 * The connection of an attempt ended: the cause that a typed exception of the public API
 * carries.
 */
final class ConnectionLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean unreachable;

	private final boolean nodesFault;

	/**
	 * The end of a connection that this side wished for.
	 */
	ConnectionLostException(String message) {
		this(message, null, false, false);
	}

	private ConnectionLostException(String message, @Nullable Throwable cause, boolean unreachable,
			boolean nodesFault) {
		super(message, cause);
		this.unreachable = unreachable;
		this.nodesFault = nodesFault;
	}

	static ConnectionLostException unreachable(String endpoint, Throwable cause) {
		return new ConnectionLostException("cannot connect to " + endpoint, cause, true, true);
	}

	static ConnectionLostException byNode(String message) {
		return new ConnectionLostException(message, null, false, true);
	}

	/**
	 * Whether the node could not be connected to, as opposed to a connection that ended
	 * or was not needed any more.
	 * @return {@code true} if another owner of the slot should be looked for
	 */
	boolean isUnreachable() {
		return this.unreachable;
	}

	/**
	 * Whether it says something of the node, as opposed to an end that this side wished
	 * for.
	 * @return {@code true} if it counts against the node's breaker
	 */
	boolean isNodesFault() {
		return this.nodesFault;
	}

}
