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

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many repetitions the cluster may be burdened with: a part of the traffic, and a
 * floor below which nobody counts. What a repetition took is given back if it succeeds,
 * so that a crowd that has waited for a node gets through when it is back, while a crowd
 * that fails again and again is held back.
 * <p>
 * Any thread takes and gives back, one thread at a time fills.
 */
public final class RetryBudget {

	private static final double SHARE_OF_TRAFFIC = 0.2;

	private static final int FLOOR_PER_SECOND = 100;

	private static final int SECONDS_KEPT = 10;

	private static final long NANOS_PER_SECOND = 1_000_000_000;

	/** In thousandths of a repetition, so that a share of one command counts. */
	private static final long UNIT = 1000;

	private static final long FLOOR_KEPT = (long) FLOOR_PER_SECOND * SECONDS_KEPT * UNIT;

	/** Thousandths of repetitions that may be made now. */
	private final AtomicLong left = new AtomicLong(FLOOR_KEPT);

	/** Commands per second of late; the filling thread's alone. */
	private double rate;

	/** When it was filled for the last time; the filling thread's alone. */
	private long filledNanos;

	/**
	 * Create a full budget.
	 * @param nowNanos the time
	 */
	public RetryBudget(long nowNanos) {
		this.filledNanos = nowNanos;
	}

	/**
	 * Take one repetition.
	 * @return {@code false} if there is none left: wait, without asking the node
	 */
	public boolean tryTake() {
		while (true) {
			long current = this.left.get();
			if (current < UNIT) {
				return false;
			}
			if (this.left.compareAndSet(current, current - UNIT)) {
				return true;
			}
		}
	}

	/**
	 * Give back what a repetition took that was answered.
	 */
	public void giveBack() {
		this.left.addAndGet(UNIT);
	}

	/**
	 * Add what the traffic since the last call allows.
	 * @param commands number of commands that were given to the router since then
	 * @param nowNanos the time
	 */
	public void fill(int commands, long nowNanos) {
		long elapsed = Math.max(1, nowNanos - this.filledNanos);
		this.filledNanos = nowNanos;
		double seconds = (double) elapsed / NANOS_PER_SECOND;
		double smoothing = Math.min(1, seconds);
		this.rate += smoothing * (commands / seconds - this.rate);
		long earned = (long) ((SHARE_OF_TRAFFIC * commands + FLOOR_PER_SECOND * seconds) * UNIT);
		long limit = Math.max(FLOOR_KEPT, (long) (SHARE_OF_TRAFFIC * this.rate * SECONDS_KEPT * UNIT));
		this.left.accumulateAndGet(earned, (current, added) -> Math.max(current, Math.min(limit, current + added)));
	}

	/**
	 * How many repetitions may be made now.
	 * @return whole repetitions
	 */
	public long left() {
		return this.left.get() / UNIT;
	}

}
