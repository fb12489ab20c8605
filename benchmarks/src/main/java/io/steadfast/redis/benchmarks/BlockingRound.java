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
package io.steadfast.redis.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.springframework.core.task.VirtualThreadTaskExecutor;

/**
 * One round of a load whose callers wait on threads of their own. In a closed loop a
 * caller sends as soon as it has its reply. In an open loop it has a schedule, and its
 * latencies count from when it should have sent: time for which a late reply kept it from
 * sending is not omitted.
 *
 * @param load what is asked for
 * @param contender who is asked
 */
record BlockingRound(Load load, Contender contender) {

	private static final int MGET_KEYS = 10;

	private static final int PIPELINED_COMMANDS = 16;

	Sample run() throws InterruptedException, ExecutionException {
		ExecutorService threads = Executors.newFixedThreadPool(this.load.callers(), threadFactory());
		try {
			Cost before = Cost.now();
			long start = System.nanoTime();
			List<Future<Latencies>> running = new ArrayList<>();
			for (int i = 0; i < this.load.callers(); i++) {
				int caller = i;
				running.add(threads.submit(() -> (this.load.rate() > 0) ? open(start, caller) : closed(start)));
			}
			List<Latencies> all = new ArrayList<>();
			for (Future<Latencies> caller : running) {
				all.add(caller.get());
			}
			// The callers are still alive, and with them what they have allocated.
			return Latencies.sample(all, System.nanoTime() - start, before, Cost.now());
		}
		finally {
			threads.shutdownNow();
		}
	}

	private ThreadFactory threadFactory() {
		return (this.load.style() == Style.VIRTUAL) ? new VirtualThreadTaskExecutor().getVirtualThreadFactory()
				: Executors.defaultThreadFactory();
	}

	private Latencies closed(long start) {
		Latencies latencies = new Latencies();
		String value = this.load.value();
		long end = start + this.load.duration().toNanos();
		for (long begun = System.nanoTime(); begun - end < 0;) {
			call(value);
			long done = System.nanoTime();
			latencies.record(done - begun);
			begun = done;
		}
		return latencies;
	}

	private Latencies open(long start, int caller) {
		Latencies latencies = new Latencies();
		String value = this.load.value();
		long interval = TimeUnit.SECONDS.toNanos(this.load.callers()) / this.load.rate();
		long end = start + this.load.duration().toNanos();
		// Callers do not send all at once.
		for (long due = start + interval * caller / this.load.callers(); due - end < 0; due += interval) {
			for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
				LockSupport.parkNanos(early);
			}
			call(value);
			latencies.record(System.nanoTime() - due);
		}
		return latencies;
	}

	private void call(String value) {
		switch (this.load.mix()) {
			case MGET -> this.contender.multiGet(Keys.any(MGET_KEYS));
			case PIPELINE -> this.contender.pipeline(Keys.any(PIPELINED_COMMANDS), value);
			case GET_SET -> {
				if (Keys.written()) {
					this.contender.set(Keys.any(), value);
				}
				else {
					this.contender.get(Keys.any());
				}
			}
		}
	}

}
