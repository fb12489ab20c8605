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
 * Proof that a counter was set back.
 */
class AcknowledgementsTest {

	private static final long IN_THE_END = 3;

	private final Acknowledgements answers = new Acknowledgements();

	@Test
	void aCounterThatNeverWentBackLostNothing() {
		this.answers.add(1, 10);
		this.answers.add(3, 30);
		this.answers.add(2, 31);
		assertThat(this.answers.takenBack("key", IN_THE_END)).isEmpty();
	}

	@Test
	void aValueThatWasGivenTwiceWasTakenBackFromTheFirst() {
		this.answers.add(1, 10);
		this.answers.add(2, 20);
		this.answers.add(3, 30);
		this.answers.add(2, 40);
		assertThat(this.answers.takenBack("key", IN_THE_END)).containsExactly(new LostIncrement("key", 2, 20));
	}

	@Test
	void aValueAboveTheEndWasTakenBack() {
		this.answers.add(4, 40);
		assertThat(this.answers.takenBack("key", IN_THE_END)).containsExactly(new LostIncrement("key", 4, 40));
	}

	@Test
	void aLossDoesNotHideWhatRanTwice() {
		assertThat(IncrementBalance.of(10, 9, 0, 2).doubled()).isEqualTo(1);
		assertThat(IncrementBalance.of(10, 9, 1, 2)).hasToString("8 <= 9 <= 9, 2 taken back");
	}

}
