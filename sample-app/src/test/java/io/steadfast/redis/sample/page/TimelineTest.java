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

package io.steadfast.redis.sample.page;

import java.time.Instant;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.BreakerChanged;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.TopologyChanged;
import io.steadfast.redis.sample.page.TimelineEntry.Kind;
import io.steadfast.redis.sample.page.TimelineEntry.Tone;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timeline}.
 */
class TimelineTest {

	private static final Endpoint NODE = new Endpoint("redis-1.test", 6379);

	private Instant now = Instant.EPOCH;

	private final Timeline timeline = new Timeline(() -> this.now);

	@Test
	void eachReaderIsToldWhatItHasNotHeard() {
		this.timeline.health("UP");
		this.timeline.health("DEGRADED");
		this.timeline.health("UP");
		assertThat(this.timeline.after(0)).extracting(TimelineEntry::tone).containsExactly(Tone.WATCH, Tone.CALM);
		assertThat(this.timeline.after(1)).extracting(TimelineEntry::text)
			.containsExactly("Health was DEGRADED and is UP");
		assertThat(this.timeline.after(2)).isEmpty();
	}

	@Test
	void healthThatIsNotKnownFromBeforeIsToldIfItIsNotWell() {
		this.timeline.health("DEGRADED");
		this.timeline.health("DEGRADED");
		assertThat(this.timeline.after(0)).extracting(TimelineEntry::text).containsExactly("Health is DEGRADED");
	}

	@Test
	void theOldestEntriesAreForgotten() {
		for (int i = 0; i <= Timeline.MOST; i++) {
			this.now = Instant.ofEpochSecond(i);
			this.timeline.add(Kind.HEALTH, Tone.CALM, "text", null);
		}
		assertThat(this.timeline.after(0)).hasSize(Timeline.MOST)
			.first()
			.extracting(TimelineEntry::number)
			.isEqualTo(2L);
		assertThat(this.timeline.forgottenUntil()).isEqualTo(Instant.EPOCH);
		this.timeline.add(Kind.HEALTH, Tone.CALM, "text", null);
		assertThat(this.timeline.forgottenUntil()).isEqualTo(Instant.ofEpochSecond(1));
	}

	@Test
	void aThousandStepsOfAMigrationAreAFewEntriesThatAddUp() {
		for (int i = 0; i < 1000; i++) {
			move(1);
			this.now = this.now.plusMillis(10);
		}
		this.now = this.now.plusSeconds(1);
		assertThat(this.timeline.after(0)).hasSizeBetween(3, 4)
			.allSatisfy((entry) -> assertThat(entry.kind()).isEqualTo(Kind.TOPOLOGY));
		assertThat(this.timeline.after(0)).extracting((entry) -> Integer.valueOf(entry.text().split(" ")[0]))
			.satisfies((told) -> assertThat(told.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1000));
	}

	@Test
	void theEndOfAMigrationIsToldWhenItHasBeenQuietForAWhile() {
		move(1);
		assertThat(this.timeline.after(0)).isEmpty();
		this.now = this.now.plusSeconds(60);
		assertThat(this.timeline.after(0)).singleElement()
			.returns("1 slot has another owner", TimelineEntry::text)
			.returns(Instant.EPOCH, TimelineEntry::at);
	}

	@Test
	void whatMovedIsToldBeforeWhatComesNext() {
		move(2);
		move(3);
		this.timeline.health("DOWN");
		assertThat(this.timeline.after(0)).extracting(TimelineEntry::text)
			.containsExactly("5 slots have another owner", "Health is DOWN");
	}

	private void move(int slots) {
		TopologyDiff step = new TopologyDiff(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), slots);
		this.timeline.cluster(new TopologyChanged("factory", step, TopologySnapshot.empty()));
	}

	@Test
	void theProbesOfANodeThatStaysAwayAreNotTold() {
		this.timeline.cluster(breaker(State.CLOSED, State.OPEN));
		for (int i = 0; i < 10; i++) {
			this.timeline.cluster(breaker(State.OPEN, State.HALF_OPEN));
			this.timeline.cluster(breaker(State.HALF_OPEN, State.OPEN));
		}
		this.timeline.cluster(breaker(State.HALF_OPEN, State.CLOSED));
		assertThat(this.timeline.after(0)).extracting(TimelineEntry::text)
			.containsExactly("Commands are kept from redis-1.test:6379",
					"Commands are kept from redis-1.test:6379 no more");
	}

	private static BreakerChanged breaker(State from, State to) {
		return new BreakerChanged("factory", NODE, "redis-node-1", from, to);
	}

}
