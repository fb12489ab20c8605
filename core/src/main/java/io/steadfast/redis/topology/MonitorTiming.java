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

package io.steadfast.redis.topology;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance as the monitor sees them, so that tests can decide both.
 *
 * @param scheduler runs all of the monitor's work; nothing on it blocks, and the monitor
 * does not shut it down
 * @param nanoTime the clock
 * @param random chooses nodes and jitter; used by one refresh at a time
 */
public record MonitorTiming(ScheduledExecutorService scheduler, LongSupplier nanoTime, RandomGenerator random) {

	/**
	 * The system's clock.
	 * @param scheduler runs all of the monitor's work
	 * @param random chooses nodes and jitter
	 * @return timing for production
	 */
	public static MonitorTiming system(ScheduledExecutorService scheduler, RandomGenerator random) {
		return new MonitorTiming(scheduler, System::nanoTime, random);
	}

	long now() {
		return this.nanoTime.getAsLong();
	}

	ScheduledFuture<?> after(Duration delay, Runnable action) {
		return this.scheduler.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/** So that a thousand clients that lost the same node do not ask in step. */
	Duration jittered(Duration delay) {
		return Duration.ofNanos((long) (delay.toNanos() * (0.9 + 0.2 * this.random.nextDouble())));
	}

	/**
	 * Call for a result that fails by itself when it takes too long.
	 */
	<T> CompletableFuture<T> within(Duration limit, Supplier<CompletionStage<T>> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		ScheduledFuture<?> timer = after(limit, () -> result
			.completeExceptionally(new TimeoutException("no answer within " + limit.toMillis() + " ms")));
		CompletionStage<T> ended = result;
		ended.whenComplete((value, failure) -> timer.cancel(false));
		try {
			call.get().whenComplete((value, failure) -> {
				if (failure != null) {
					result.completeExceptionally(failure);
				}
				else {
					result.complete(value);
				}
			});
		}
		catch (RuntimeException ex) {
			result.completeExceptionally(ex);
		}
		return result;
	}

}
