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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler as the router uses it: tasks are short, do not block, and one that fails
 * is logged instead of lost. Any thread may call it.
 */
final class Timer {

	private static final Logger logger = LoggerFactory.getLogger(Timer.class);

	private final ScheduledExecutorService scheduler;

	Timer(ScheduledExecutorService scheduler) {
		this.scheduler = scheduler;
	}

	/**
	 * Run a task once, unless the scheduler is stopped before.
	 * @param nanos how long to wait, in nanoseconds
	 * @param task what to run
	 */
	void after(long nanos, Runnable task) {
		this.scheduler.schedule(() -> run(task), nanos, TimeUnit.NANOSECONDS);
	}

	/**
	 * Run a task again and again until the scheduler is stopped.
	 * @param period time between the end of a run and the start of the next
	 * @param task what to run
	 */
	void every(Duration period, Runnable task) {
		this.scheduler.scheduleWithFixedDelay(() -> run(task), period.toNanos(), period.toNanos(),
				TimeUnit.NANOSECONDS);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A scheduled task failed; those after it go on", ex);
		}
	}

}
