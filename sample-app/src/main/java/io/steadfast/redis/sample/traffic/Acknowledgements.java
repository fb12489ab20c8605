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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The answers to the increments of one counter. A counter that never goes back gives each
 * value once; a value that it gave twice proves that it was set back in between, and the
 * earlier increment is lost. Safe for any thread.
 */
final class Acknowledgements {

	/** Guards everything below. */
	private final ReentrantLock lock = new ReentrantLock();

	private long[] values = new long[64];

	private long[] times = new long[64];

	private int count;

	void add(long value, long nanos) {
		this.lock.lock();
		try {
			if (this.count == this.values.length) {
				this.values = Arrays.copyOf(this.values, this.count * 2);
				this.times = Arrays.copyOf(this.times, this.count * 2);
			}
			this.values[this.count] = value;
			this.times[this.count++] = nanos;
		}
		finally {
			this.lock.unlock();
		}
	}

	int count() {
		this.lock.lock();
		try {
			return this.count;
		}
		finally {
			this.lock.unlock();
		}
	}

	Acknowledgements copy() {
		Acknowledgements copy = new Acknowledgements();
		this.lock.lock();
		try {
			copy.values = this.values.clone();
			copy.times = this.times.clone();
			copy.count = this.count;
			return copy;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * The answers that the counter does not contain any more. Of those with one value the
	 * last one stays.
	 * @param key the counter
	 * @param end its value in the end
	 * @return the others, and those above the end
	 */
	List<LostIncrement> takenBack(String key, long end) {
		List<LostIncrement> lost = new ArrayList<>();
		Map<Long, Long> kept = new HashMap<>();
		this.lock.lock();
		try {
			for (int i = 0; i < this.count; i++) {
				Long earlier = (this.values[i] > end) ? Long.valueOf(this.times[i])
						: kept.put(this.values[i], this.times[i]);
				if (earlier != null) {
					lost.add(new LostIncrement(key, this.values[i], earlier));
				}
			}
			return lost;
		}
		finally {
			this.lock.unlock();
		}
	}

}
