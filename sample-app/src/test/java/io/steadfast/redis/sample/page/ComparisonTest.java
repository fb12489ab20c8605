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
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Comparison}.
 */
class ComparisonTest {

	private static final Instant FROM = Instant.ofEpochSecond(100);

	private static final Instant UNTIL = Instant.ofEpochSecond(103);

	@Test
	void countsBothSidesInTheSameSeconds() {
		List<Point> points = List.of(point(99, 1000, side(1000)), point(100, 1000, side(1000)), point(101, 1, side(10)),
				point(102, 2, side(20)), point(103, 4, side(40)), point(104, 1000, side(1000)));
		assertThat(Comparison.of(points, FROM, UNTIL)).isEqualTo(new Comparison(3, 7, 70));
	}

	@Test
	void aSecondInWhichOneDidNotRunCountsForNeither() {
		assertThat(Comparison.of(List.of(point(101, 1, null), point(102, 2, side(20))), FROM, UNTIL))
			.isEqualTo(new Comparison(1, 2, 20));
		assertThat(Comparison.of(List.of(point(101, 1, null)), FROM, UNTIL)).isNull();
	}

	private static Point point(long second, long failed, @Nullable Side plain) {
		return new Point(1000 * second, 1, side(failed), plain, Map.of());
	}

	private static Side side(long failed) {
		return new Side(failed, failed, 0, Map.of(), null, null, 0, 0, null, 0, 1, 1);
	}

}
