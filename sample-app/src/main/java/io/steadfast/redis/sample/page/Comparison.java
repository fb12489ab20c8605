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
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What failed with ours and with plain Boot in the same seconds.
 *
 * @param seconds how long both were counted
 * @param ours calls of ours that failed in them
 * @param plain calls of plain Boot that failed in them
 */
record Comparison(double seconds, long ours, long plain) {

	private static final double NANOS_A_SECOND = 1e9;

	/**
	 * Compare both where both were counted.
	 * @param points a second each
	 * @param from when a drill began to be observed
	 * @param until when that was over
	 * @return {@code null} if there is no such second
	 */
	static @Nullable Comparison of(List<Point> points, Instant from, Instant until) {
		List<Point> shared = points.stream()
			.filter((point) -> point.plain() != null && overlaps(point, from, until))
			.toList();
		if (shared.isEmpty()) {
			return null;
		}
		return new Comparison(shared.stream().mapToDouble(Point::seconds).sum(),
				shared.stream().mapToLong((point) -> point.ours().failed()).sum(),
				shared.stream().mapToLong((point) -> Objects.requireNonNull(point.plain()).failed()).sum());
	}

	private static boolean overlaps(Point point, Instant from, Instant until) {
		Instant end = Instant.ofEpochMilli(point.at());
		Instant begin = end.minus(Duration.ofNanos((long) (point.seconds() * NANOS_A_SECOND)));
		return begin.isBefore(until) && end.isAfter(from);
	}

}
