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

	private final Timeline timeline = new Timeline();

	@Test
	void eachReaderIsToldWhatItHasNotHeard() {
		this.timeline.health("UP", "DEGRADED");
		this.timeline.health("DEGRADED", "UP");
		assertThat(this.timeline.after(0)).extracting(TimelineEntry::tone).containsExactly(Tone.WATCH, Tone.CALM);
		assertThat(this.timeline.after(1)).extracting(TimelineEntry::text)
			.containsExactly("Health was DEGRADED and is UP");
		assertThat(this.timeline.after(2)).isEmpty();
	}

	@Test
	void theOldestEntriesAreForgotten() {
		for (int i = 0; i <= Timeline.MOST; i++) {
			this.timeline.health("UP", "DOWN");
		}
		assertThat(this.timeline.after(0)).hasSize(Timeline.MOST)
			.first()
			.extracting(TimelineEntry::number)
			.isEqualTo(2L);
	}

	@Test
	void aThousandStepsOfAMigrationAreNotAThousandEntries() {
		TopologyDiff step = new TopologyDiff(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 1);
		for (int i = 0; i < 1000; i++) {
			this.timeline.cluster(new TopologyChanged("factory", step, TopologySnapshot.empty()));
		}
		assertThat(this.timeline.after(0)).hasSizeBetween(1, 3)
			.allSatisfy((entry) -> assertThat(entry.kind()).isEqualTo(Kind.TOPOLOGY));
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
			.containsExactly("Commands are kept from redis-1.test:6379", "Commands go to redis-1.test:6379 again");
	}

	private static BreakerChanged breaker(State from, State to) {
		return new BreakerChanged("factory", NODE, "redis-node-1", from, to);
	}

}
