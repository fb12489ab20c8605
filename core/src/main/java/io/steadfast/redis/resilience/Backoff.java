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

package io.steadfast.redis.resilience;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Pauses between the attempts of one command: exponential, capped, with full jitter, so
 * that callers that failed together do not come back together. Immutable; any thread may
 * call it.
 */
public final class Backoff {

	private static final int MAX_DOUBLINGS = 16;

	private final long initialNanos;

	private final long maxNanos;

	private final DoubleSupplier random;

	/**
	 * Create a back-off.
	 * @param initial upper bound of the first pause
	 * @param max upper bound of every pause
	 * @param random uniform in [0, 1)
	 */
	public Backoff(Duration initial, Duration max, DoubleSupplier random) {
		this.initialNanos = initial.toNanos();
		this.maxNanos = max.toNanos();
		this.random = random;
	}

	/**
	 * The pause before a repetition.
	 * @param repetition 0 for the first one
	 * @return nanoseconds between half of the bound and the bound
	 */
	public long pauseNanos(int repetition) {
		long bound = Math.min(this.maxNanos, this.initialNanos << Math.min(repetition, MAX_DOUBLINGS));
		long half = bound / 2;
		return half + (long) (this.random.getAsDouble() * half);
	}

}
