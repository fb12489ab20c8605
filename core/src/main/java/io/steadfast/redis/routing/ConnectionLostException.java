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

/**
 * The connection of an attempt ended: the cause that a typed exception of the public API
 * carries.
 */
final class ConnectionLostException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final boolean unreachable;

	ConnectionLostException(String message) {
		super(message);
		this.unreachable = false;
	}

	private ConnectionLostException(String message, Throwable cause) {
		super(message, cause);
		this.unreachable = true;
	}

	static ConnectionLostException unreachable(String endpoint, Throwable cause) {
		return new ConnectionLostException("cannot connect to " + endpoint, cause);
	}

	/**
	 * Whether the node could not be connected to, as opposed to a connection that ended
	 * or was not needed any more.
	 * @return {@code true} if another owner of the slot should be looked for
	 */
	boolean isUnreachable() {
		return this.unreachable;
	}

}
