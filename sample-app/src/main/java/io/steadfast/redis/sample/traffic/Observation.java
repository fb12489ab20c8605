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

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What became of the operations that ended while it was open. Safe for any thread.
 */
public final class Observation implements AutoCloseable {

	/** A call that takes longer was disturbed. */
	public static final Duration UNDISTURBED = Duration.ofMillis(100);

	/**
	 * Numbers, addresses and ids would make each failure a kind of its own. Failures come
	 * by the thousand in a second, on the processors of those that succeed.
	 */
	private static final Pattern VARYING = Pattern.compile("[0-9a-f]{40}|\\d+");

	private static final int DIGITS = 3;

	private final Consumer<Observation> waitingCalls;

	private final Consumer<Observation> onClose;

	private final Histogram latencies = new ConcurrentHistogram(DIGITS);

	private final LongAdder surfaced = new LongAdder();

	private final LongAdder late = new LongAdder();

	private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

	private final Outages outages = new Outages();

	private final AtomicLong longestNanos = new AtomicLong();

	private final AtomicLong longestHeldNanos = new AtomicLong();

	/**
	 * Create an open observation.
	 * @param waitingCalls reports the calls that have not ended to the observation given
	 * @param onClose ends the observation given
	 */
	Observation(Consumer<Observation> waitingCalls, Consumer<Observation> onClose) {
		this.waitingCalls = waitingCalls;
		this.onClose = onClose;
	}

	void record(OperationResult result) {
		this.latencies.recordValue(Math.max(0, result.latency().toNanos() / 1000));
		this.longestNanos.accumulateAndGet(result.latency().toNanos(), Math::max);
		this.longestHeldNanos.accumulateAndGet(result.held().toNanos(), Math::max);
		RuntimeException failure = result.failure();
		if (failure != null) {
			this.surfaced.increment();
			this.failures.computeIfAbsent(describe(failure), (key) -> new LongAdder()).increment();
		}
		else if (result.latency().compareTo(UNDISTURBED) > 0) {
			this.late.increment();
		}
		if (failure != null || result.latency().compareTo(UNDISTURBED) > 0) {
			this.outages.disturbed(result.dueNanos(), result.endNanos());
		}
	}

	/**
	 * Hear of an operation that has not ended.
	 * @param dueNanos when it was due
	 * @param nowNanos the time
	 */
	void stillWaiting(long dueNanos, long nowNanos) {
		long waited = nowNanos - dueNanos;
		this.longestNanos.accumulateAndGet(waited, Math::max);
		if (waited > UNDISTURBED.toNanos()) {
			this.outages.disturbed(dueNanos, nowNanos);
		}
	}

	private static String describe(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null && root.getCause() != root) {
			root = root.getCause();
		}
		String cause = (root == failure) ? "" : " <- " + root.getClass().getSimpleName() + ": " + firstLine(root);
		return VARYING.matcher(failure.getClass().getSimpleName() + ": " + firstLine(failure) + cause).replaceAll("#");
	}

	private static String firstLine(Throwable failure) {
		return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
	}

	public long operations() {
		return this.latencies.getTotalCount();
	}

	/**
	 * Operations that failed.
	 * @return how many exceptions reached a caller
	 */
	public long surfaced() {
		return this.surfaced.sum();
	}

	/**
	 * Operations that succeeded, but took longer than {@link #UNDISTURBED}.
	 * @return how many
	 */
	public long late() {
		return this.late.sum();
	}

	/**
	 * The kinds of failures.
	 * @return how many by kind, numbers in messages replaced
	 */
	public Map<String, Long> failures() {
		Map<String, Long> counts = new TreeMap<>();
		this.failures.forEach((kind, count) -> counts.put(kind, count.sum()));
		return counts;
	}

	/**
	 * The longest call, one that has not ended included.
	 * @return its time from when it was due
	 */
	public Duration longest() {
		return Duration.ofNanos(this.longestNanos.get());
	}

	/**
	 * The longest time for which a call that has ended held its caller.
	 * @return its time from when it began
	 */
	public Duration longestHeld() {
		return Duration.ofNanos(this.longestHeldNanos.get());
	}

	/**
	 * A percentile of the latencies.
	 * @param percentile 0 to 100
	 * @return time from when a call was due
	 */
	public Duration percentile(double percentile) {
		return Duration.ofNanos(1000 * this.latencies.getValueAtPercentile(percentile));
	}

	/**
	 * The longest time in which calls failed or took over {@link #UNDISTURBED}, without a
	 * calm second in between.
	 * @return zero if there was none
	 */
	public Duration longestOutage() {
		return this.outages.longest();
	}

	/**
	 * How long nothing has been disturbed. A call that hangs is disturbed now: silence is
	 * not calm.
	 * @return time since the last disturbed call ended, or since the beginning
	 */
	public Duration calmFor() {
		this.waitingCalls.accept(this);
		return this.outages.calmFor();
	}

	@Override
	public void close() {
		this.onClose.accept(this);
	}

}
