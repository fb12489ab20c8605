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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import reactor.core.scheduler.Scheduler;

/**
 * A subscriber: holds no thread while it waits. Its steps run on the scheduler and on
 * whatever thread an answer arrives.
 */
final class ReactiveCaller implements Caller {

	private final Work work;

	private final Scheduler scheduler;

	private final CountDownLatch ended = new CountDownLatch(1);

	ReactiveCaller(Work work, Scheduler scheduler) {
		this.work = work;
		this.scheduler = scheduler;
	}

	@Override
	public void start() {
		long due = this.work.nextDue();
		this.scheduler.schedule(() -> begin(due), Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
	}

	private void begin(long due) {
		if (this.work.isStopped()) {
			this.ended.countDown();
			return;
		}
		Work.UnderWay underWay = this.work.begin(due);
		underWay.operation().answer().then().subscribe(null, (failure) -> {
			this.work.end(underWay, asRuntimeException(failure));
			start();
		}, () -> {
			this.work.end(underWay, null);
			start();
		});
	}

	private static RuntimeException asRuntimeException(Throwable failure) {
		return (failure instanceof RuntimeException ex) ? ex : new IllegalStateException(failure);
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

}
