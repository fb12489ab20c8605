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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Joining and covering spans of time.
 */
class SpanTest {

	@Test
	void spansThatOverlapAreJoined() {
		assertThat(Span.joined(List.of(new Span(50, 60), new Span(0, 10), new Span(5, 20), new Span(20, 30))))
			.containsExactly(new Span(0, 30), new Span(50, 60));
	}

	@Test
	void onlyWhatLiesWithinIsCovered() {
		assertThat(new Span(10, 100).coveredBy(List.of(new Span(0, 20), new Span(90, 200))))
			.isEqualTo(Duration.ofNanos(20));
	}

}
