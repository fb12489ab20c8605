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

package io.steadfast.redis.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import org.springframework.boot.convert.DurationStyle;

/**
 * A duration as it is written in a property: {@code 5s}, {@code 100ms}.
 */
final class DurationText {

	private DurationText() {
	}

	static String of(Duration duration) {
		return DurationStyle.SIMPLE.print(duration, largestExactUnit(duration));
	}

	private static ChronoUnit largestExactUnit(Duration duration) {
		if (duration.toNanosPart() == 0) {
			return ChronoUnit.SECONDS;
		}
		return (duration.toNanosPart() % 1_000_000 == 0) ? ChronoUnit.MILLIS : ChronoUnit.NANOS;
	}

}
