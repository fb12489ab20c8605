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

/**
 * What the routing of commands met since the start. Commands that succeed at once are
 * counted nowhere. Any thread may read and count.
 */
public final class RoutingCounters {

	private final Map<RedirectType, LongAdder> redirects = new EnumMap<>(RedirectType.class);

	private final Map<RetryReason, LongAdder> retries = new EnumMap<>(RetryReason.class);

	private final LongAdder ambiguous = new LongAdder();

	private final LongAdder surfaced = new LongAdder();

	private final LongAdder stallCloses = new LongAdder();

	private final LongAdder connectFailures = new LongAdder();

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

	/**
	 * Redirects that commands met.
	 * @param type which ones
	 * @return their number
	 */
	public long redirects(RedirectType type) {
		return adder(this.redirects, type).sum();
	}

	/**
	 * Repetitions of commands after a pause; those that follow a redirect are none.
	 * @param reason which ones
	 * @return their number
	 */
	public long retries(RetryReason reason) {
		return adder(this.retries, reason).sum();
	}

	/**
	 * Commands that failed and may have run.
	 * @return the number of those whose exception says so
	 */
	public long ambiguous() {
		return this.ambiguous.sum();
	}

	/**
	 * Commands that ended in one of our exceptions, the ambiguous ones included. Errors
	 * of the application and the stop of the factory do not count.
	 * @return their number
	 */
	public long surfaced() {
		return this.surfaced.sum();
	}

	/**
	 * Connections that were closed because their node owed a reply for too long.
	 * @return their number
	 */
	public long stallCloses() {
		return this.stallCloses.sum();
	}

	/**
	 * Connections that could not be made.
	 * @return their number
	 */
	public long connectFailures() {
		return this.connectFailures.sum();
	}

	/**
	 * Connections that ended without our wish; stalled ones are not among them.
	 * @return their number
	 */
	public long disconnects() {
		return this.disconnects.sum();
	}

	/**
	 * The largest number of redirects that a single command met.
	 * @return 0 if none met any
	 */
	public long mostRedirectsOfOneCommand() {
		return this.mostRedirects.get();
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
