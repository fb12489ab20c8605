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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The inequality of the increments.
 */
class IncrementBalanceTest {

	@Test
	void acknowledgedIncrementsAreTheLeast() {
		assertThat(IncrementBalance.of(10, 10, 0).holds()).isTrue();
		assertThat(IncrementBalance.of(10, 9, 3)).returns(1L, IncrementBalance::lost)
			.returns(false, IncrementBalance::holds);
	}

	@Test
	void ambiguousIncrementsMayCount() {
		assertThat(IncrementBalance.of(10, 12, 2).holds()).isTrue();
		assertThat(IncrementBalance.of(10, 13, 2)).returns(1L, IncrementBalance::doubled)
			.returns(false, IncrementBalance::holds);
	}

	@Test
	void oneCounterDoesNotMakeUpForAnother() {
		IncrementBalance total = IncrementBalance.of(10, 9, 0).plus(IncrementBalance.of(10, 11, 0));
		assertThat(total.holds()).isFalse();
		assertThat(total).hasToString("20 acknowledged, 0 ambiguous, value 20: 1 lost, 1 doubled");
	}

}
