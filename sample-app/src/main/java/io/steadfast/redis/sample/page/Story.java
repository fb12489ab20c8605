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

import io.steadfast.redis.sample.drill.DrillReport;
import org.jspecify.annotations.Nullable;

/**
 * A drill that was played, to be shown to others: what was measured, and the curves
 * meanwhile.
 *
 * @param number counts the drills that were played, from 1
 * @param began when it began
 * @param ended when the cluster had its first shape again
 * @param contender whose connection factory it was played against
 * @param rate operations a second that were due
 * @param plainRate the same of the contender beside it
 * @param report the measurements
 * @param comparison with the contender beside it, absent if that did not run meanwhile
 * @param points a second each; none if nobody looked at the page
 * @param timeline what happened meanwhile
 * @param missing what was forgotten before it ended, a sentence each
 */
record Story(int number, Instant began, Instant ended, String contender, int rate, int plainRate, DrillReport report,
		@Nullable Comparison comparison, List<Point> points, List<TimelineEntry> timeline, List<String> missing) {

	Story {
		points = List.copyOf(points);
		timeline = List.copyOf(timeline);
		missing = List.copyOf(missing);
	}

}
