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

package io.steadfast.redis.autoconfigure.metrics;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets the meters of one factory share what they read: a registry asks each of them by
 * itself, tens of times in a scrape. Any thread may call it; nobody waits.
 */
final class Readings {

	/**
	 * Longer than a scrape takes, and far less than the time between two of them.
	 */
	static final Duration SHARED_FOR = Duration.ofMillis(100);

	private final TopologyAwareConnectionFactory factory;

	private final LongSupplier nanoTime;

	/**
	 * Replaced by compare-and-set: of two that were taken at once only one is ever shown,
	 * so that no counter is seen to go back.
	 */
	private final AtomicReference<@Nullable Reading> last = new AtomicReference<>();

	Readings(TopologyAwareConnectionFactory factory, LongSupplier nanoTime) {
		this.factory = factory;
		this.nanoTime = nanoTime;
	}

	/**
	 * What the factory knows.
	 * @return a reading that is at most {@link #SHARED_FOR} old
	 */
	Reading latest() {
		long now = this.nanoTime.getAsLong();
		Reading known = this.last.get();
		if (known != null && now - known.takenAtNanos() < SHARED_FOR.toNanos()) {
			return known;
		}
		Reading taken = new Reading(this.factory.getStatus(), this.factory.getCounts(), now);
		if (this.last.compareAndSet(known, taken)) {
			return taken;
		}
		Reading theirs = this.last.get();
		return (theirs != null) ? theirs : taken;
	}

}
