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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Waiting ends with the condition, or with a message that says what was in the way.
 */
class AwaitTest {

	@Test
	void returnsOnceNothingIsInTheWay() {
		AtomicInteger asked = new AtomicInteger();
		Await.until("three questions", Duration.ofSeconds(5),
				() -> (asked.incrementAndGet() == 3) ? "" : "too few questions");
		assertThat(asked).hasValue(3);
	}

	@Test
	void failsWithGoalAndLastObstacle() {
		assertThatIllegalStateException()
			.isThrownBy(() -> Await.until("a promotion", Duration.ofMillis(20), () -> "n1 is a replica still"))
			.withMessage("Waited 20 ms for a promotion, but n1 is a replica still");
	}

	@Test
	void anExceptionIsAnObstacleLikeAnyOther() {
		AtomicInteger asked = new AtomicInteger();
		Await.until("an answer", Duration.ofSeconds(5), () -> {
			if (asked.incrementAndGet() < 3) {
				throw new IllegalArgumentException("not yet");
			}
			return "";
		});
		assertThat(asked).hasValue(3);
	}

	@Test
	void anInterruptEndsTheWaitAndStaysSet() {
		Thread.currentThread().interrupt();
		assertThatIllegalStateException()
			.isThrownBy(() -> Await.until("for ever", Duration.ofSeconds(30), () -> "never"))
			.withMessageContaining("for ever");
		assertThat(Thread.interrupted()).isTrue();
	}

}
