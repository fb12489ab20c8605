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

package io.steadfast.redis.topology;

import java.time.Duration;
import java.util.stream.Stream;

import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.topology.RefreshOutcome.Status;
import io.steadfast.redis.topology.RefreshPacing.NextRefresh;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the interval between two refreshes grows.
 */
class RefreshPacingTest {

	private final RefreshPacing pacing = new RefreshPacing(TopologyOptions.defaults(), 0);

	@Test
	void theIntervalGrowsToASecondWhileNothingChanges() {
		assertThat(intervalAfter(8, false)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void whileAPrimaryIsDownItStaysShort() {
		assertThat(intervalAfter(8, true)).isEqualTo(Duration.ofMillis(200));
	}

	@Test
	void aChangeMakesItShortAgain() {
		intervalAfter(8, false);
		this.pacing.ended(RefreshTrigger.USER, Status.CHANGED, false, false);
		assertThat(this.pacing.untilNextStart(RefreshTrigger.USER, this.now)).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void afterASignalThreeMoreLooksAreDueAndThenOnlyThePeriod() {
		this.pacing.unsettled();
		assertThat(Stream.generate(() -> this.pacing.ended(RefreshTrigger.FOLLOW_UP, Status.UNCHANGED, false, false))
			.limit(4)
			.map(NextRefresh::delay)).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2),
					Duration.ofSeconds(7), Duration.ofSeconds(30));
	}

	@Test
	void aChangeThatNobodySignalledIsLookedAtAgainToo() {
		assertThat(this.pacing.ended(RefreshTrigger.PERIOD, Status.CHANGED, false, false))
			.isEqualTo(new NextRefresh(RefreshTrigger.FOLLOW_UP, Duration.ofSeconds(1)));
	}

	private long now;

	private Duration intervalAfter(int refreshes, boolean incomplete) {
		for (int i = 0; i < refreshes; i++) {
			this.now += this.pacing.untilNextStart(RefreshTrigger.USER, this.now).toNanos();
			this.pacing.started(RefreshTrigger.USER, this.now);
			this.pacing.ended(RefreshTrigger.USER, Status.UNCHANGED, false, incomplete);
		}
		return this.pacing.untilNextStart(RefreshTrigger.USER, this.now);
	}

}
