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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;

/**
 * A subscriber: holds no thread while it waits. Its steps follow one another, on the
 * scheduler and on whatever thread an answer arrives.
 */
final class ReactiveCaller implements Caller {

	private static final long IDLE = Long.MIN_VALUE;

	private final Scheduler scheduler;

	private final LongSupplier schedule;

	private final OperationMix operations;

	private final Consumer<OperationResult> listener;

	private final SplittableRandom random;

	private final CountDownLatch ended = new CountDownLatch(1);

	/** Written by the thread that stops the traffic. */
	private volatile boolean stopped;

	/** When the operation under way was due; written by the steps. */
	private volatile long waitingSince = IDLE;

	ReactiveCaller(int number, Scheduler scheduler, LongSupplier schedule, OperationMix operations,
			Consumer<OperationResult> listener) {
		this.scheduler = scheduler;
		this.schedule = schedule;
		this.operations = operations;
		this.listener = listener;
		this.random = new SplittableRandom(number);
	}

	@Override
	public void start() {
		next();
	}

	private void next() {
		long due = this.schedule.getAsLong();
		this.scheduler.schedule(() -> begin(due), Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
	}

	private void begin(long due) {
		if (this.stopped) {
			this.ended.countDown();
			return;
		}
		this.waitingSince = due;
		Operation operation = this.operations.next(this.random);
		long begin = System.nanoTime();
		operation.answer()
			.then()
			.subscribe(null, (failure) -> end(operation, due, begin, asRuntimeException(failure)),
					() -> end(operation, due, begin, null));
	}

	private static RuntimeException asRuntimeException(Throwable failure) {
		return (failure instanceof RuntimeException ex) ? ex : new IllegalStateException(failure);
	}

	private void end(Operation operation, long due, long begin, @Nullable RuntimeException failure) {
		this.waitingSince = IDLE;
		this.listener.accept(new OperationResult(operation.slot(), due, begin, System.nanoTime(), failure));
		next();
	}

	@Override
	public void stop() {
		this.stopped = true;
	}

	@Override
	public void awaitEnd(long deadline) {
		try {
			this.ended.await(Math.max(1, deadline - System.currentTimeMillis()), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void reportWaiting(Observation observation) {
		long since = this.waitingSince;
		if (since != IDLE) {
			observation.stillWaiting(since, System.nanoTime());
		}
	}

}
