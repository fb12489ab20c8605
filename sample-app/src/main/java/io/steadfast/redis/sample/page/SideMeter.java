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

package io.steadfast.redis.sample.page;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.steadfast.redis.sample.cluster.Wire;
import io.steadfast.redis.sample.cluster.WireCounts;
import io.steadfast.redis.sample.traffic.Observation;
import io.steadfast.redis.sample.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one contender's traffic and sockets have counted since the last reading.
 * Used by one thread at a time.
 */
final class SideMeter implements AutoCloseable {

	private static final Duration HELD = Duration.ofSeconds(1);

	private static final double NANOS_A_MILLISECOND = 1e6;

	private final Traffic traffic;

	private final Wire wire;

	private final @Nullable LongSupplier retries;

	private Observation current;

	private WireCounts wireBefore;

	private long retriesBefore;

	/**
	 * Begin to observe.
	 * @param traffic the contender's traffic
	 * @param wire its sockets
	 * @param retries what it has counted so far, {@code null} if it does not
	 */
	SideMeter(Traffic traffic, Wire wire, @Nullable LongSupplier retries) {
		this.traffic = traffic;
		this.wire = wire;
		this.retries = retries;
		this.current = traffic.observe();
		this.wireBefore = wire.counts();
		this.retriesBefore = (retries != null) ? retries.getAsLong() : 0;
	}

	Side read() {
		Observation past = this.current;
		this.current = this.traffic.observe();
		past.close();
		WireCounts now = this.wire.counts();
		WireCounts seen = now.since(this.wireBefore);
		this.wireBefore = now;
		return new Side(past.operations(), past.surfaced(), past.late(), byException(past.failures()),
				percentile(past, 50), percentile(past, 99), millis(past.longest()), seen.redirects(), retriesSince(),
				this.traffic.waitingLongerThan(HELD), this.traffic.callers(), seen.open());
	}

	private static Map<String, Long> byException(Map<String, Long> failures) {
		Map<String, Long> kinds = new TreeMap<>();
		failures.forEach((description, count) -> kinds.merge(description.split(":", 2)[0], count, Long::sum));
		return kinds;
	}

	private static @Nullable Double percentile(Observation past, double percentile) {
		return (past.operations() > 0) ? millis(past.percentile(percentile)) : null;
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / NANOS_A_MILLISECOND;
	}

	private @Nullable Long retriesSince() {
		if (this.retries == null) {
			return null;
		}
		long before = this.retriesBefore;
		this.retriesBefore = this.retries.getAsLong();
		return this.retriesBefore - before;
	}

	@Override
	public void close() {
		this.current.close();
	}

}
