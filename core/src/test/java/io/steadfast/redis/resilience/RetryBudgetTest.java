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

package io.steadfast.redis.resilience;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Repetitions are a part of the traffic, and no more.
 */
class RetryBudgetTest {

	private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

	private final RetryBudget budget = new RetryBudget(0);

	private long now;

	@Test
	void aCrowdThatFailsIsHeldToAFifthOfTheTrafficAndTheFloor() {
		drain();
		int taken = 0;
		for (int tick = 0; tick < 500; tick++) {
			tick(60);
			taken += drain();
		}
		// 3,000 commands and a floor of 100 repetitions a second, for ten seconds
		assertThat(taken).isBetween(6900, 7100);
	}

	@Test
	void aCrowdThatSucceedsIsNotHeld() {
		int waiting = 100_000;
		for (int i = 0; i < waiting; i++) {
			assertThat(this.budget.tryTake()).isTrue();
			this.budget.giveBack();
		}
	}

	@Test
	void whatIsNotUsedIsKeptForAWhileOnly() {
		for (int tick = 0; tick < 50 * 60; tick++) {
			tick(60);
		}
		assertThat(this.budget.left()).isBetween(5900L, 6100L);
	}

	@Test
	void withoutTrafficTheFloorRemains() {
		drain();
		for (int tick = 0; tick < 50; tick++) {
			tick(0);
		}
		assertThat(drain()).isBetween(99, 101);
	}

	private void tick(int commands) {
		this.now += TICK;
		this.budget.fill(commands, this.now);
	}

	private int drain() {
		int taken = 0;
		while (this.budget.tryTake()) {
			taken++;
		}
		return taken;
	}

}
