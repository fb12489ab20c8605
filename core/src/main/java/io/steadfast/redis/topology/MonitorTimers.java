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
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * What the monitor has arranged for later. Guarded by the monitor's lock.
 */
final class MonitorTimers {

	private final MonitorTiming timing;

	private final Runnable onRejection;

	/** Starts the refresh that waits. */
	private Future<?> start = CompletableFuture.completedFuture(null);

	/** The next follow-up or periodic refresh. */
	private Future<?> due = CompletableFuture.completedFuture(null);

	/** Gives the refresh in flight up. */
	private Future<?> watchdog = CompletableFuture.completedFuture(null);

	/**
	 * Create timers that are not set.
	 * @param timing the scheduler
	 * @param onRejection closes the monitor, if the scheduler was shut down before it:
	 * the lock is re-entrant, and nothing is in flight that could wait for it
	 */
	MonitorTimers(MonitorTiming timing, Runnable onRejection) {
		this.timing = timing;
		this.onRejection = onRejection;
	}

	void start(Duration delay, Runnable task) {
		this.start.cancel(false);
		this.start = after(delay, task);
	}

	void due(Duration delay, Runnable task) {
		this.due.cancel(false);
		this.due = after(delay, task);
	}

	void watchdog(Duration delay, Runnable task) {
		this.watchdog = after(delay, task);
	}

	private Future<?> after(Duration delay, Runnable task) {
		try {
			return this.timing.after(delay, task);
		}
		catch (RejectedExecutionException ex) {
			this.onRejection.run();
			return CompletableFuture.completedFuture(null);
		}
	}

	void cancelDue() {
		this.due.cancel(false);
	}

	void cancelWatchdog() {
		this.watchdog.cancel(false);
	}

	void cancelAll() {
		this.start.cancel(false);
		this.due.cancel(false);
		this.watchdog.cancel(false);
	}

}
