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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * One thread of the traffic: takes whatever operation is due next, waits for its time,
 * and calls the template.
 */
final class ThreadCaller implements Caller {

	private static final long IDLE = Long.MIN_VALUE;

	private final Thread thread;

	private final LongSupplier schedule;

	private final OperationMix operations;

	private final Consumer<OperationResult> listener;

	private final SplittableRandom random;

	/** Written by the thread that stops the traffic. */
	private volatile boolean stopped;

	/** When the operation under way was due; written by the caller's own thread. */
	private volatile long waitingSince = IDLE;

	/**
	 * Create a caller that is not started.
	 * @param number its number among the callers
	 * @param threads makes its thread
	 * @param schedule hands out the times at which operations are due
	 * @param operations what is called
	 * @param listener hears of each operation that has ended
	 */
	ThreadCaller(int number, ThreadFactory threads, LongSupplier schedule, OperationMix operations,
			Consumer<OperationResult> listener) {
		this.thread = threads.newThread(this::run);
		this.schedule = schedule;
		this.operations = operations;
		this.listener = listener;
		this.random = new SplittableRandom(number);
	}

	@Override
	public void start() {
		this.thread.start();
	}

	@Override
	public void stop() {
		this.stopped = true;
	}

	@Override
	public void awaitEnd(long deadline) {
		try {
			this.thread.join(Math.max(1, deadline - System.currentTimeMillis()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.thread.interrupt();
	}

	@Override
	public void reportWaiting(Observation observation) {
		long since = this.waitingSince;
		if (since != IDLE) {
			observation.stillWaiting(since, System.nanoTime());
		}
	}

	private void run() {
		for (long due = this.schedule.getAsLong(); awaitTime(due); due = this.schedule.getAsLong()) {
			this.waitingSince = due;
			Operation operation = this.operations.next(this.random);
			long begin = System.nanoTime();
			RuntimeException failure = failureOf(operation);
			this.waitingSince = IDLE;
			this.listener.accept(new OperationResult(operation.slot(), due, begin, System.nanoTime(), failure));
		}
	}

	private boolean awaitTime(long due) {
		for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return !this.stopped;
	}

	private static @Nullable RuntimeException failureOf(Operation operation) {
		try {
			operation.answer().block();
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

}
