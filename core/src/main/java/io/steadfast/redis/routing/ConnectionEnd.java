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

/**
 * How a connection ended that nobody wished to end.
 */
enum ConnectionEnd {

	/**
	 * It never was: the node could not be connected to.
	 */
	UNREACHABLE,

	/**
	 * The node, or something in between, closed it.
	 */
	LOST,

	/**
	 * It was silent with commands in flight, and we closed it.
	 */
	STALLED;

	/**
	 * How long nothing was heard of the node before.
	 * @param connection the connection that ended
	 * @param stallTimeout the silence after which it is replaced
	 * @return nanoseconds
	 */
	long silentNanos(NodeConnection connection, Duration stallTimeout) {
		return switch (this) {
			case UNREACHABLE -> connection.health().ageNanos();
			case STALLED -> stallTimeout.toNanos();
			case LOST -> 0;
		};
	}

}
