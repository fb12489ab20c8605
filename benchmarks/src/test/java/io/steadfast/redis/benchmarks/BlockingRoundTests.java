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
package io.steadfast.redis.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stall of the contender does to the latencies of a round.
 */
class BlockingRoundTests {

	private static final Duration STALL = Duration.ofMillis(300);

	private static final int SECOND = 100;

	@Test
	void anOpenLoopCountsWhatAStallKeptFromBeingSent() throws InterruptedException, ExecutionException {
		Sample sample = new BlockingRound(load(SECOND), new Stalling()).run();
		assertThat(sample.operations()).isEqualTo(SECOND);
		// 30 of 100 were due during the stall, the later ones for less of it.
		assertThat(sample.p99()).isGreaterThan(STALL.toMillis() * 1000 * 0.9);
		assertThat(sample.perSecond()).isLessThan(SECOND * 1.1);
	}

	@Test
	void aClosedLoopCountsItOnce() throws InterruptedException, ExecutionException {
		Sample sample = new BlockingRound(load(0), new Stalling()).run();
		assertThat(sample.operations()).isGreaterThan(1_000);
		assertThat(sample.p999()).isLessThan(STALL.toMillis() * 1000 * 0.9);
	}

	private static Load load(int rate) {
		return new Load(Mix.GET_SET, Style.PLATFORM, 1, 100, rate, Duration.ofSeconds(1));
	}

	/** Answers at once, but for one command. */
	private static final class Stalling implements Contender {

		private final AtomicInteger commands = new AtomicInteger();

		@Override
		public void get(String key) {
			if (this.commands.incrementAndGet() == 10) {
				long end = System.nanoTime() + STALL.toNanos();
				for (long left = STALL.toNanos(); left > 0; left = end - System.nanoTime()) {
					LockSupport.parkNanos(TimeUnit.NANOSECONDS.toNanos(left));
				}
			}
		}

		@Override
		public void set(String key, String value) {
			get(key);
		}

		@Override
		public void close() {
			// nothing is open
		}

	}

}
