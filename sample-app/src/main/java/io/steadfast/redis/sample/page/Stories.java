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

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.steadfast.redis.sample.cluster.Contender;
import io.steadfast.redis.sample.drill.DrillEvent;
import io.steadfast.redis.sample.drill.DrillResult;
import io.steadfast.redis.sample.traffic.TrafficProperties;

import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The last drills that were played. Safe for any thread.
 */
@Component
class Stories {

	static final int MOST = 20;

	/** Undisturbed traffic, to compare with. */
	private static final Duration BEFORE = Duration.ofSeconds(5);

	private final History history;

	private final Timeline timeline;

	private final Environment environment;

	private final TrafficProperties traffic;

	private final CompareProperties compare;

	/** Guarded by this, as is what follows. */
	private final Deque<Story> stories = new ArrayDeque<>();

	private Instant began = Instant.EPOCH;

	Stories(History history, Timeline timeline, Environment environment, TrafficProperties traffic,
			CompareProperties compare) {
		this.history = history;
		this.timeline = timeline;
		this.environment = environment;
		this.traffic = traffic;
		this.compare = compare;
	}

	@EventListener
	synchronized void begins(DrillEvent.Began drill) {
		this.began = Instant.now();
	}

	@EventListener
	synchronized void ends(DrillEvent.Ended drill) {
		Instant from = this.began.minus(BEFORE);
		DrillResult result = drill.report().result();
		List<Point> points = this.history.since(from.toEpochMilli());
		List<TimelineEntry> entries = this.timeline.after(0)
			.stream()
			.filter((entry) -> entry.at().isAfter(from))
			.toList();
		this.stories.addLast(new Story(drill.number(), this.began, Instant.now(),
				Contender.of(this.environment).toString(), this.traffic.rate(), this.compare.rate(), drill.report(),
				Comparison.of(points, result.observedFrom(), result.observedUntil()), points, entries, missing(from)));
		if (this.stories.size() > MOST) {
			this.stories.removeFirst();
		}
	}

	/** What is cut is said: a long drill would seem to begin in its middle. */
	private List<String> missing(Instant from) {
		List<String> missing = new ArrayList<>();
		Instant pointsUntil = Instant.ofEpochMilli(this.history.forgottenUntil());
		if (pointsUntil.isAfter(from)) {
			missing.add("Curves and comparison begin after " + pointsUntil.truncatedTo(ChronoUnit.SECONDS)
					+ ": the last " + History.MOST + " seconds are remembered.");
		}
		Instant entriesUntil = this.timeline.forgottenUntil();
		if (entriesUntil.isAfter(from)) {
			missing.add("The timeline begins after " + entriesUntil.truncatedTo(ChronoUnit.SECONDS) + ": the last "
					+ Timeline.MOST + " entries are remembered.");
		}
		return missing;
	}

	/**
	 * The story of a drill.
	 * @param number counts the drills that were played
	 * @return empty if it was not played, or too long ago
	 */
	synchronized Optional<Story> numbered(int number) {
		return this.stories.stream().filter((story) -> story.number() == number).findFirst();
	}

}
