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

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToLongFunction;

import org.springframework.data.redis.core.ValueOperations;

/**
 * Keeps book of increments on counters of its own: how many were begun, acknowledged, and
 * for certain not executed. Safe for any thread, also while it is being balanced.
 */
public final class IncrementAccount {

	static final int COUNTERS = 16;

	private final String prefix = "count:" + UUID.randomUUID() + ":";

	private final AtomicLongArray begun = new AtomicLongArray(COUNTERS);

	private final AtomicLongArray acknowledged = new AtomicLongArray(COUNTERS);

	private final AtomicLongArray notExecuted = new AtomicLongArray(COUNTERS);

	void increment(ValueOperations<String, String> values, int counter) {
		this.begun.incrementAndGet(counter);
		try {
			Long value = values.increment(this.prefix + counter);
			if (value == null) {
				throw new OperationMix.WrongAnswerException("INCR was answered with nothing");
			}
		}
		catch (RuntimeException ex) {
			if (Fate.of(ex) == Fate.NOT_EXECUTED) {
				this.notExecuted.incrementAndGet(counter);
			}
			throw ex;
		}
		this.acknowledged.incrementAndGet(counter);
	}

	/**
	 * Compare the book with the counters. Increments that are still under way count as
	 * ambiguous: acknowledgements are read before the counters, the others after them.
	 * @param counter reads a counter by its key, 0 if it does not exist
	 * @return the balance over all counters
	 */
	public IncrementBalance balance(ToLongFunction<String> counter) {
		IncrementBalance total = IncrementBalance.EMPTY;
		for (int i = 0; i < COUNTERS; i++) {
			long least = this.acknowledged.get(i);
			long value = counter.applyAsLong(this.prefix + i);
			long most = this.begun.get(i) - this.notExecuted.get(i);
			total = total.plus(IncrementBalance.of(least, value, most - least));
		}
		return total;
	}

}
