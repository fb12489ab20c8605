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

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.status.RetryReason;

/**
 * What the routing of commands met since the start. Commands that succeed at once are
 * counted nowhere. Any thread may count, and read the sums.
 */
final class RoutingCounters {

	private final Map<RedirectType, LongAdder> redirects = new EnumMap<>(RedirectType.class);

	private final Map<RetryReason, LongAdder> retries = new EnumMap<>(RetryReason.class);

	private final LongAdder ambiguous = new LongAdder();

	private final LongAdder surfaced = new LongAdder();

	private final LongAdder stallCloses = new LongAdder();

	private final LongAdder connectFailures = new LongAdder();

	private final LongAdder connectionsOpened = new LongAdder();

	private final LongAdder disconnects = new LongAdder();

	private final LongAccumulator mostRedirects = new LongAccumulator(Math::max, 0);

	RoutingCounters() {
		for (RedirectType type : RedirectType.values()) {
			this.redirects.put(type, new LongAdder());
		}
		for (RetryReason reason : RetryReason.values()) {
			this.retries.put(reason, new LongAdder());
		}
	}

	CommandCounts counts() {
		return new CommandCounts(sums(this.redirects), sums(this.retries), this.ambiguous.sum(), this.surfaced.sum(),
				this.stallCloses.sum(), this.connectFailures.sum(), this.connectionsOpened.sum(),
				this.disconnects.sum(), this.mostRedirects.get());
	}

	private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
		return adders.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().sum()));
	}

	void redirected(RedirectType type, int ofThisCommand) {
		adder(this.redirects, type).increment();
		this.mostRedirects.accumulate(ofThisCommand);
	}

	void repeated(RetryReason reason) {
		adder(this.retries, reason).increment();
	}

	void surfaced(boolean mayHaveRun) {
		this.surfaced.increment();
		if (mayHaveRun) {
			this.ambiguous.increment();
		}
	}

	void connectionOpened() {
		this.connectionsOpened.increment();
	}

	void connectionEnded(ConnectionEnd how) {
		switch (how) {
			case UNREACHABLE -> this.connectFailures.increment();
			case LOST -> this.disconnects.increment();
			case STALLED -> this.stallCloses.increment();
		}
	}

	/** All constants are put in by the constructor. */
	private static <E extends Enum<E>> LongAdder adder(Map<E, LongAdder> adders, E key) {
		LongAdder adder = adders.get(key);
		if (adder == null) {
			throw new IllegalStateException("nothing counts " + key);
		}
		return adder;
	}

}
