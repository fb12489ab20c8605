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

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.HdrHistogram.Histogram;

/**
 * Latencies of one caller in nanoseconds; not thread-safe.
 */
final class Latencies {

	private final Histogram histogram = new Histogram(3);

	void record(long nanos) {
		this.histogram.recordValue(Math.max(0, nanos));
	}

	/**
	 * What all callers did in one round.
	 * @param callers which have ended
	 * @param nanos what the round took
	 * @param before the cost when it began
	 * @param after the cost when it ended
	 */
	static Sample sample(List<Latencies> callers, long nanos, Cost before, Cost after) {
		Histogram all = new Histogram(3);
		callers.forEach((caller) -> all.add(caller.histogram));
		long operations = all.getTotalCount();
		double perSecond = (double) operations * TimeUnit.SECONDS.toNanos(1) / nanos;
		return new Sample(operations, perSecond, all.getValueAtPercentile(50) / 1e3, all.getValueAtPercentile(99) / 1e3,
				all.getValueAtPercentile(99.9) / 1e3, (after.cpuNanos() - before.cpuNanos()) / 1e3 / operations,
				(double) after.bytesSince(before) / operations);
	}

}
