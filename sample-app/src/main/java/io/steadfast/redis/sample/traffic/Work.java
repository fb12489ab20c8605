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

package io.steadfast.redis.sample.traffic;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What one caller has to do: the operation that is due next, one at a time. Its steps
 * follow one another; {@link #reportWaiting} and {@link #stop} may be called by any
 * thread.
 */
final class Work {

	private static final long IDLE = Long.MIN_VALUE;

	private final LongSupplier schedule;

	private final OperationMix operations;

	private final Consumer<OperationResult> listener;

	private final SplittableRandom random;

	/** Written by the thread that stops the traffic. */
	private volatile boolean stopped;

	/** When the operation under way was due; written by the steps. */
	private volatile long waitingSince = IDLE;

	/**
	 * Create the work of one caller.
	 * @param number its number among the callers
	 * @param schedule hands out the times at which operations are due
	 * @param operations what is called
	 * @param listener hears of each operation that has ended
	 */
	Work(int number, LongSupplier schedule, OperationMix operations, Consumer<OperationResult> listener) {
		this.random = new SplittableRandom(number);
		this.schedule = schedule;
		this.operations = operations;
		this.listener = listener;
	}

	void stop() {
		this.stopped = true;
	}

	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Take the next operation.
	 * @return when it is due, by {@link System#nanoTime()}
	 */
	long nextDue() {
		return this.schedule.getAsLong();
	}

	/**
	 * Begin the operation that was taken.
	 * @param due when it was due
	 * @return the operation, under way
	 */
	UnderWay begin(long due) {
		this.waitingSince = due;
		return new UnderWay(this.operations.next(this.random), due, System.nanoTime());
	}

	void end(UnderWay ended, @Nullable RuntimeException failure) {
		this.waitingSince = IDLE;
		this.listener.accept(
				new OperationResult(ended.operation().slot(), ended.due(), ended.begin(), System.nanoTime(), failure));
	}

	/**
	 * Tell how long the operation under way has waited, if there is one.
	 * @param observation hears of it
	 */
	void reportWaiting(Observation observation) {
		long since = this.waitingSince;
		if (since != IDLE) {
			observation.stillWaiting(since, System.nanoTime());
		}
	}

	boolean isWaitingSinceBefore(long nanos) {
		long since = this.waitingSince;
		return since != IDLE && since < nanos;
	}

	/**
	 * An operation that has begun.
	 *
	 * @param operation the operation
	 * @param due when it was due, by {@link System#nanoTime()}
	 * @param begin when it began
	 */
	record UnderWay(Operation operation, long due, long begin) {
	}

}
