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
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.springframework.data.redis.RedisSystemException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counting operations.
 */
class ObservationTest {

	private static final long AGO = System.nanoTime() - Duration.ofSeconds(5).toNanos();

	private static final Consumer<Observation> NOTHING = (observation) -> {
	};

	@Test
	void failuresOfOneKindAreCountedTogether() {
		Observation observation = new Observation(NOTHING, NOTHING);
		observation.record(failed("MOVED 12 127.0.0.1:7000"));
		observation.record(failed("MOVED 13 127.0.0.1:7001"));
		assertThat(observation.failures()).isEqualTo(Map.of("RedisSystemException: MOVED # #.#.#.#:#", 2L));
		assertThat(observation.surfaced()).isEqualTo(2);
	}

	@Test
	void latencyCountsFromWhenTheOperationWasDue() {
		Observation observation = new Observation(NOTHING, NOTHING);
		observation.record(new OperationResult(0, AGO, AGO, AGO + Duration.ofMillis(250).toNanos(), null));
		assertThat(observation.longest()).isEqualTo(Duration.ofMillis(250));
		assertThat(observation.longestOutage()).isEqualTo(Duration.ofMillis(250));
		assertThat(observation.surfaced()).isZero();
	}

	@Test
	void aCallThatFailedIsNotLateAsWell() {
		Observation observation = new Observation(NOTHING, NOTHING);
		observation.record(new OperationResult(0, AGO, AGO, AGO + Duration.ofMillis(250).toNanos(), null));
		observation.record(new OperationResult(0, AGO, AGO, AGO + Duration.ofMillis(20).toNanos(), null));
		observation.record(new OperationResult(0, AGO, AGO, AGO + Duration.ofMillis(250).toNanos(),
				new RedisSystemException("too late", null)));
		assertThat(observation.late()).isEqualTo(1);
	}

	@Test
	void aCallThatHangsIsNoCalm() {
		Observation observation = new Observation((self) -> self.stillWaiting(AGO, System.nanoTime()), NOTHING);
		assertThat(observation.calmFor()).isLessThan(Duration.ofSeconds(1));
		assertThat(observation.longest()).isGreaterThan(Duration.ofSeconds(4));
		assertThat(observation.operations()).isZero();
	}

	private static OperationResult failed(String message) {
		return new OperationResult(0, AGO, AGO, AGO + 1_000_000, new RedisSystemException(message, null));
	}

}
