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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Joining disturbed calls.
 */
class OutagesTest {

	private final Outages outages = new Outages();

	private final long now = System.nanoTime();

	@Test
	void withoutADisturbedCallThereIsNoOutage() {
		assertThat(this.outages.longest()).isZero();
	}

	@Test
	void callsWithLessThanACalmSecondInBetweenAreOneOutage() {
		disturbed(0, 300);
		disturbed(1_200, 1_500);
		assertThat(this.outages.longest()).isEqualTo(Duration.ofMillis(1_500));
	}

	@Test
	void aCalmSecondEndsAnOutage() {
		disturbed(0, 300);
		disturbed(1_400, 1_500);
		assertThat(this.outages.longest()).isEqualTo(Duration.ofMillis(300));
	}

	@Test
	void aLongCallThatEndsLaterReachesBack() {
		disturbed(900, 1_000);
		disturbed(0, 1_100);
		assertThat(this.outages.longest()).isEqualTo(Duration.ofMillis(1_100));
	}

	private void disturbed(long fromMillis, long untilMillis) {
		this.outages.disturbed(this.now + Duration.ofMillis(fromMillis).toNanos(),
				this.now + Duration.ofMillis(untilMillis).toNanos());
	}

}
