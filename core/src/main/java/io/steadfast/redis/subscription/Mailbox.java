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

package io.steadfast.redis.subscription;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread to which the state of all subscribers is confined. Any thread may post;
 * what is posted runs in its order, and never at the same time.
 */
final class Mailbox {

	private static final Logger logger = LoggerFactory.getLogger(Mailbox.class);

	private final ScheduledExecutorService thread;

	/**
	 * Create a mailbox.
	 * @param thread a scheduler with one thread, on which nothing blocks; it drops what
	 * is posted after its end
	 */
	Mailbox(ScheduledExecutorService thread) {
		this.thread = thread;
	}

	void post(Runnable task) {
		this.thread.execute(() -> run(task));
	}

	void postLater(Duration pause, Runnable task) {
		this.thread.schedule(() -> run(task), pause.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException ex) {
			logger.warn("A step of the subscriptions failed; the next ones go on", ex);
		}
	}

}
