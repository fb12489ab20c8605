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

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the threads of a cluster: one for pauses, deadlines, refreshes and subscriptions,
 * and those that are there while listeners of the application have something to hear, or
 * somebody waits on an event loop.
 */
final class ClusterThread {

	/**
	 * What listeners have not heard yet. One that hangs must not take the memory too.
	 */
	private static final int UNHEARD = 1000;

	private static final AtomicInteger count = new AtomicInteger();

	private ClusterThread() {
	}

	/**
	 * Start a thread.
	 * @return a scheduler that drops what comes after its end
	 */
	static ScheduledThreadPoolExecutor start() {
		ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, daemons("steadfast-redis-"),
				new ThreadPoolExecutor.DiscardPolicy());
		scheduler.setRemoveOnCancelPolicy(true);
		scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return scheduler;
	}

	/**
	 * Make a thread for listeners, which may take their time or wait for Redis: neither
	 * the end of a command nor its repetition may wait for them.
	 * @return an executor that runs one task at a time, in order, and drops what is too
	 * much and what comes after its end
	 */
	static ThreadPoolExecutor forListeners() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS,
				new LinkedBlockingQueue<>(UNHEARD), daemons("steadfast-redis-listeners-"),
				new ThreadPoolExecutor.DiscardPolicy());
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	/**
	 * Make a thread for the commands of those who wait on an event loop, or on one of the
	 * executors that serve the commands of everybody else.
	 * @return an executor that runs one task at a time, in order, and refuses what comes
	 * after its end; no more wait for it than may wait for a retry
	 */
	static ThreadPoolExecutor beside() {
		ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
				daemons("steadfast-redis-beside-"));
		executor.allowCoreThreadTimeOut(true);
		return executor;
	}

	private static ThreadFactory daemons(String name) {
		return (task) -> {
			Thread thread = new Thread(task, name + count.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

}
