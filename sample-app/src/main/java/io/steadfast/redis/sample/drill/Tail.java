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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.steadfast.redis.sample.traffic.Call;

/**
 * The slow calls to the slots that a fault did not touch, before it and during it: the
 * 99th percentile in two times of the same length.
 *
 * @param over the length of each of the two times
 * @param before the percentile in the time that ended with the fault
 * @param during the percentile in the time that began with the fault
 * @param ratio {@code during} to {@code before}; 0 if there was nothing to compare
 */
public record Tail(Duration over, Duration before, Duration during, double ratio) {

	/** There was no fault. */
	static final Tail NONE = new Tail(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0);

	/**
	 * Compare.
	 * @param calm calls that the fault cannot have met, but for when they ended
	 * @param disturbed calls during the fault
	 * @param fault from its begin until service was possible again
	 * @return the percentiles, over the whole fault if as long a time before it is known
	 */
	static Tail of(List<Call> calm, List<Call> disturbed, Span fault) {
		long known = calm.stream().mapToLong((call) -> fault.from() - call.due()).max().orElse(0);
		long over = Math.min(known, fault.length().toNanos());
		Duration before = p99(due(calm, new Span(fault.from() - over, fault.from())));
		Duration during = p99(due(disturbed, new Span(fault.from(), fault.from() + over)));
		boolean compared = !before.isZero() && !during.isZero();
		return new Tail(Duration.ofNanos(over), before, during,
				compared ? (double) during.toNanos() / before.toNanos() : 0);
	}

	private static Stream<Duration> due(List<Call> calls, Span span) {
		return calls.stream().filter((call) -> span.contains(call.due())).map(Call::latency);
	}

	/**
	 * The 99th percentile.
	 * @param times in any order
	 * @return zero if there are none
	 */
	static Duration p99(Stream<Duration> times) {
		long[] nanos = times.mapToLong(Duration::toNanos).toArray();
		Arrays.sort(nanos);
		return (nanos.length > 0) ? Duration.ofNanos(nanos[nanos.length * 99 / 100]) : Duration.ZERO;
	}

}
