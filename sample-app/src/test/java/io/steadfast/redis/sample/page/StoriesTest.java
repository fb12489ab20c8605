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
import java.util.Map;

import io.steadfast.redis.sample.drill.DrillEvent;
import io.steadfast.redis.sample.drill.DrillReport;
import io.steadfast.redis.sample.drill.SomeDrill;
import io.steadfast.redis.sample.traffic.TrafficProperties;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Stories}.
 */
class StoriesTest {

	private static final Side QUIET = new Side(0, 0, 0, Map.of(), null, null, 0, 0, null, 0, 1, 1);

	private final History history = new History();

	private final Timeline timeline = new Timeline();

	private final Stories stories = new Stories(this.history, this.timeline, new MockEnvironment(),
			new TrafficProperties(1, 1, TrafficProperties.Style.BLOCKING), new CompareProperties(null, 1, 1));

	@Test
	void aStoryIsWholeWhereNothingWasForgotten() {
		assertThat(play(10, 10)).returns(10, (story) -> story.points().size())
			.returns(10, (story) -> story.timeline().size())
			.satisfies((story) -> assertThat(story.missing()).isEmpty());
	}

	@Test
	void whatALongDrillHasLostIsSaid() {
		assertThat(play(History.MOST + 1, Timeline.MOST + 1).missing()).hasSize(2)
			.anySatisfy((text) -> assertThat(text).startsWith("Curves and comparison begin after "))
			.anySatisfy((text) -> assertThat(text).startsWith("The timeline begins after "));
	}

	private Story play(int points, int entries) {
		DrillReport report = SomeDrill.called("chaos");
		this.stories.begins(new DrillEvent.Began(report.result().drill()));
		long now = Instant.now().toEpochMilli();
		for (int i = 0; i < points; i++) {
			this.history.add(new Point(now + i, 1, QUIET, null, Map.of()));
		}
		for (int i = 0; i < entries; i++) {
			this.timeline.add(TimelineEntry.Kind.DRILL, TimelineEntry.Tone.CALM, "something", null);
		}
		this.stories.ends(new DrillEvent.Ended(1, report));
		return this.stories.numbered(1).orElseThrow();
	}

}
