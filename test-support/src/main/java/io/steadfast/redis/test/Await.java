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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting for a condition of the outside world by asking again and again, up to a limit.
 */
final class Await {

	private static final long FIRST_PAUSE_NANOS = Duration.ofMillis(2).toNanos();

	private static final long LONGEST_PAUSE_NANOS = Duration.ofMillis(30).toNanos();

	private Await() {
	}

	/**
	 * Return as soon as nothing is in the way of the goal any more.
	 * @param goal what is waited for, for the failure message
	 * @param limit how long to wait at most
	 * @param condition says what is in the way; an exception counts as an obstacle
	 * @throws IllegalStateException if the limit is reached or the thread is interrupted;
	 * the message names the goal and the last obstacle
	 */
	static void until(String goal, Duration limit, Condition condition) {
		long deadline = System.nanoTime() + limit.toNanos();
		long pause = FIRST_PAUSE_NANOS;
		while (true) {
			String obstacle = obstacleOf(condition);
			if (obstacle.isEmpty()) {
				return;
			}
			if (System.nanoTime() >= deadline) {
				throw new IllegalStateException("Waited " + limit.toMillis() + " ms for " + goal + ", but " + obstacle);
			}
			pauseNanos(goal, pause);
			pause = Math.min(LONGEST_PAUSE_NANOS, pause * 2);
		}
	}

	/**
	 * Let the given time pass.
	 * @param duration how long
	 */
	static void pause(Duration duration) {
		long end = System.nanoTime() + duration.toNanos();
		for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
			pauseNanos("a pause of " + duration, left);
		}
	}

	private static void pauseNanos(String goal, long nanos) {
		LockSupport.parkNanos(nanos);
		if (Thread.interrupted()) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for " + goal);
		}
	}

	private static String obstacleOf(Condition condition) {
		try {
			return condition.obstacle();
		}
		catch (RuntimeException ex) {
			return (ex.getCause() != null) ? ex + " (" + ex.getCause() + ")" : ex.toString();
		}
	}

	/**
	 * Something to be waited for.
	 */
	@FunctionalInterface
	interface Condition {

		/**
		 * Says what is in the way.
		 * @return an empty string once the condition holds
		 */
		String obstacle();

	}

}
