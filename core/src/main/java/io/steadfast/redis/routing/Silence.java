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
 * How long a connection has had commands in flight while no byte was read. Costs nothing
 * on the way of a command: only the sweep looks.
 */
final class Silence {

	/** Written by the event loop with the first command, and once. */
	private volatile @Nullable ReadClock clock;

	/**
	 * When nothing was in flight, or a byte was read, for the last time; the sweep's
	 * alone.
	 */
	private long quietSinceNanos = System.nanoTime();

	/**
	 * Called by the event loop for each command that leaves.
	 * @param readClock tells when a byte was read from the socket
	 */
	void brokenBy(ReadClock readClock) {
		if (this.clock == null) {
			this.clock = readClock;
		}
	}

	/**
	 * The length of the silence; called by one thread at a time, often.
	 * @param nowNanos the time of the sweep
	 * @param inFlight number of commands in flight
	 * @return nanoseconds, 0 if nothing is in flight
	 */
	long nanos(long nowNanos, int inFlight) {
		ReadClock current = this.clock;
		if (current == null || inFlight == 0) {
			this.quietSinceNanos = nowNanos;
			return 0;
		}
		long lastRead = current.lastReadNanos();
		if (lastRead - this.quietSinceNanos > 0) {
			this.quietSinceNanos = lastRead;
		}
		return Math.max(0, nowNanos - this.quietSinceNanos);
	}

}
