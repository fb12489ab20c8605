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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.steadfast.redis.sample.traffic.Call;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts against the healthy slots, and what Redis itself refused. Slots from 100 on
 * are broken; the fault lasts from 1000 to 2000 ms.
 */
class ImpactTest {

	private static final int HEALTHY = 1;

	private static final int BROKEN = 100;

	private static final Span FAULT = new Span(millis(1_000), millis(2_000));

	private final List<Call> calls = new ArrayList<>();

	@Test
	void promptAnswersOfTheOthersAreKept() {
		call(HEALTHY, 1_100, 1_150);
		call(HEALTHY, 1_200, 1_400);
		Impact impact = impact();
		assertThat(impact.keptPercent()).isEqualTo(50);
		assertThat(impact.othersLate()).isEqualTo(1);
		assertThat(impact.latestOther()).isEqualTo(Duration.ofMillis(200));
	}

	@Test
	void whatRedisRefusedAndWhatQueuedBehindItCountsApart() {
		call(HEALTHY, 1_500, 2_050);
		call(HEALTHY, 2_040, 2_180);
		Impact impact = impact(new Span(millis(1_450), millis(2_000)));
		assertThat(impact.othersLate()).isZero();
		assertThat(impact.othersBackAfter()).isEqualTo(Duration.ofMillis(180));
		assertThat(impact.refused()).isEqualTo(Duration.ofMillis(550));
	}

	@Test
	void whatWaitedForASilentNodeBeforeThatWasOverdueCountsApartFromRefusals() {
		call(HEALTHY, 1_300, 1_650);
		call(HEALTHY, 1_700, 1_720);
		Impact impact = Impact.of(this.calls, (slot) -> slot >= BROKEN, FAULT, List.of(),
				List.of(new Span(millis(1_000), millis(1_500))));
		assertThat(impact.others()).isEqualTo(1);
		assertThat(impact.keptPercent()).isEqualTo(100);
		assertThat(impact.othersBackAfter()).isEqualTo(Duration.ofMillis(150));
		assertThat(impact.refused()).isZero();
	}

	@Test
	void serviceIsBackWhenNothingFailsAnyMore() {
		call(BROKEN, 1_990, 2_020);
		this.calls.add(new Call(BROKEN, millis(2_030), millis(2_030), millis(2_060), true));
		assertThat(impact().servedAfter()).isEqualTo(Duration.ofMillis(60));
		assertThat(impact().brokenSurfaced()).isEqualTo(1);
	}

	@Test
	void slowCallsOfTheOthersAreComparedInTimesOfOneLength() {
		call(HEALTHY, 0, 900);
		call(HEALTHY, 100, 120);
		call(HEALTHY, 500, 502);
		call(BROKEN, 600, 690);
		call(HEALTHY, 1_200, 1_203);
		call(BROKEN, 1_300, 1_390);
		call(HEALTHY, 2_100, 2_140);
		Tail tail = Tail.of(this.calls.stream().filter((call) -> call.slot() < BROKEN).toList(),
				this.calls.stream().filter((call) -> call.slot() < BROKEN).toList(),
				new Span(millis(1_000), millis(1_500)));
		assertThat(tail).isEqualTo(new Tail(Duration.ofMillis(500), Duration.ofMillis(2), Duration.ofMillis(3), 1.5));
	}

	@Test
	void theTimeComparedIsNotLongerThanWhatIsKnownBeforeTheFault() {
		call(HEALTHY, 700, 710);
		call(HEALTHY, 1_300, 1_320);
		call(HEALTHY, 1_900, 1_990);
		assertThat(impact().tail())
			.isEqualTo(new Tail(Duration.ofMillis(300), Duration.ofMillis(10), Duration.ofMillis(20), 2));
	}

	@Test
	void nothingIsComparedWithNothing() {
		call(HEALTHY, 1_300, 1_320);
		assertThat(impact().tail().ratio()).isZero();
	}

	private void call(int slot, long due, long end) {
		this.calls.add(new Call(slot, millis(due), millis(due), millis(end), false));
	}

	private Impact impact(Span... refusals) {
		return Impact.of(this.calls, (slot) -> slot >= BROKEN, FAULT, List.of(refusals), List.of());
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
