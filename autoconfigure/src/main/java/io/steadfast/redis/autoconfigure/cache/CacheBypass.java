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

package io.steadfast.redis.autoconfigure.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import io.steadfast.redis.SteadfastRedisException;
import io.steadfast.redis.UnroutableCommandException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * Decides which failures a cache lives without, counts them and tells of them, once a
 * minute at most. Any thread may call it.
 */
final class CacheBypass {

	private static final Logger logger = LoggerFactory.getLogger(CacheBypass.class);

	private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

	private final LongSupplier nanoTime;

	private final LongAdder reads = new LongAdder();

	private final LongAdder writes = new LongAdder();

	/** When the next warning may come; whoever moves it on by compare-and-set warns. */
	private final AtomicLong quietUntilNanos;

	CacheBypass(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.quietUntilNanos = new AtomicLong(nanoTime.getAsLong());
	}

	/**
	 * Whether the cluster, or the part of it that was asked, is away; what the
	 * application has done wrong is not of that kind.
	 */
	static boolean isFor(Throwable failure) {
		return (failure instanceof SteadfastRedisException && !(failure instanceof UnroutableCommandException))
				|| failure instanceof RedisConnectionFailureException || failure instanceof QueryTimeoutException;
	}

	void read(String cache, String why) {
		this.reads.increment();
		tell(cache, why);
	}

	void write(String cache, String why) {
		this.writes.increment();
		tell(cache, why);
	}

	private void tell(String cache, String why) {
		long now = this.nanoTime.getAsLong();
		long quietUntil = this.quietUntilNanos.get();
		if (now - quietUntil >= 0 && this.quietUntilNanos.compareAndSet(quietUntil, now + PAUSE_NANOS)) {
			logger.warn("The cache '{}' is done without ({}); by now {} reads were answered by the methods themselves"
					+ " and {} values were not stored", cache, why, this.reads, this.writes);
		}
	}

	/**
	 * How many reads the cache did not answer.
	 */
	long reads() {
		return this.reads.sum();
	}

	/**
	 * How many values were not stored.
	 */
	long writes() {
		return this.writes.sum();
	}

}
