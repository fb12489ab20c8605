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

import io.steadfast.redis.sample.drill.DrillCard;

/**
 * What is sent to a browser.
 */
sealed interface Message {

	/**
	 * The first thing that it is told.
	 *
	 * @param contender whose connection factory the application runs with
	 * @param rate operations a second that are due
	 * @param plainRate the same of the contender beside it
	 * @param drills what can be played
	 * @param playable the names of those that may be played on this cluster
	 * @param points of the last minutes
	 * @param news all of the timeline
	 */
	record Hello(String contender, int rate, int plainRate, List<DrillCard> drills, List<String> playable,
			List<Point> points, List<TimelineEntry> news) implements Message {

		public Hello {
			drills = List.copyOf(drills);
			points = List.copyOf(points);
			news = List.copyOf(news);
		}

	}

	/**
	 * One look a second.
	 *
	 * @param look what was seen
	 * @param news what the timeline has got since the last message
	 */
	record Tick(Look look, List<TimelineEntry> news) implements Message {

		public Tick {
			news = List.copyOf(news);
		}

	}

}
