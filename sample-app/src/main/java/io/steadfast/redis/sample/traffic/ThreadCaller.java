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

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for the time of each operation, and for its answer.
 */
final class ThreadCaller implements Caller {

	private final Thread thread;

	private final Work work;

	ThreadCaller(Work work, ThreadFactory threads) {
		this.thread = threads.newThread(this::run);
		this.work = work;
	}

	@Override
	public void start() {
		this.thread.start();
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

	private void run() {
		for (long due = this.work.nextDue(); awaitTime(due); due = this.work.nextDue()) {
			Work.UnderWay underWay = this.work.begin(due);
			this.work.end(underWay, failureOf(underWay.operation()));
		}
	}

	private boolean awaitTime(long due) {
		for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
		return !this.work.isStopped();
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
