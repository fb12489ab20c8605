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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

import org.HdrHistogram.Histogram;

/**
 * Callers that each send the next command when the last one is answered: four GET to one
 * SET.
 */
record ClosedLoop(int threads, int valueBytes, Duration duration) {

	private static final int KEYS = 10_000;

	Sample run(Contender contender) throws InterruptedException, ExecutionException {
		ExecutorService callers = Executors.newFixedThreadPool(this.threads);
		try {
			Cost before = Cost.now();
			long start = System.nanoTime();
			long end = start + this.duration.toNanos();
			List<Future<Histogram>> running = new ArrayList<>();
			for (int i = 0; i < this.threads; i++) {
				running.add(callers.submit(() -> callUntil(end, contender)));
			}
			Histogram all = new Histogram(3);
			for (Future<Histogram> caller : running) {
				all.add(caller.get());
			}
			double seconds = (System.nanoTime() - start) / 1e9;
			// The callers are still alive, and with them what they have allocated.
			return sample(all, seconds, before, Cost.now());
		}
		finally {
			callers.shutdownNow();
		}
	}

	/**
	 * Give every key a value of this loop's size, so that no GET misses or finds one of
	 * another size.
	 */
	void fill(Contender contender) {
		String value = value();
		for (int key = 0; key < KEYS; key++) {
			contender.set("key-" + key, value);
		}
	}

	private String value() {
		return "x".repeat(this.valueBytes);
	}

	private Histogram callUntil(long end, Contender contender) {
		Histogram latencies = new Histogram(3);
		String value = value();
		for (long begun = System.nanoTime(); begun - end < 0;) {
			ThreadLocalRandom random = ThreadLocalRandom.current();
			String key = "key-" + random.nextInt(KEYS);
			if (random.nextInt(5) == 0) {
				contender.set(key, value);
			}
			else {
				contender.get(key);
			}
			long done = System.nanoTime();
			latencies.recordValue(done - begun);
			begun = done;
		}
		return latencies;
	}

	private static Sample sample(Histogram all, double seconds, Cost before, Cost after) {
		long operations = all.getTotalCount();
		return new Sample(operations, operations / seconds, all.getValueAtPercentile(50) / 1e3,
				all.getValueAtPercentile(99) / 1e3, all.getValueAtPercentile(99.9) / 1e3,
				(after.cpuNanos() - before.cpuNanos()) / 1e3 / operations,
				(double) after.bytesSince(before) / operations);
	}

}
