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
import java.util.concurrent.locks.ReentrantLock;

/**
 * Joins disturbed calls into outages: those with less than a calm second in between are
 * one. Safe for any thread.
 */
final class Outages {

	private static final long CALM_NANOS = 1_000_000_000L;

	/** Guards everything below. */
	private final ReentrantLock lock = new ReentrantLock();

	private boolean any;

	private long from;

	private long until = System.nanoTime();

	private long longest;

	void disturbed(long fromNanos, long untilNanos) {
		this.lock.lock();
		try {
			if (!this.any || fromNanos - this.until > CALM_NANOS) {
				this.any = true;
				this.from = fromNanos;
				this.until = untilNanos;
			}
			this.from = this.from - Math.max(0, this.from - fromNanos);
			this.until = this.until + Math.max(0, untilNanos - this.until);
			this.longest = Math.max(this.longest, this.until - this.from);
		}
		finally {
			this.lock.unlock();
		}
	}

	Duration longest() {
		this.lock.lock();
		try {
			return Duration.ofNanos(this.longest);
		}
		finally {
			this.lock.unlock();
		}
	}

	Duration calmFor() {
		this.lock.lock();
		try {
			return Duration.ofNanos(System.nanoTime() - this.until);
		}
		finally {
			this.lock.unlock();
		}
	}

}
