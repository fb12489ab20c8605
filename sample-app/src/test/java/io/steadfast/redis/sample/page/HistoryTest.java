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

import java.util.Map;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link History}.
 */
class HistoryTest {

	private static final Side QUIET = new Side(0, 0, 0, Map.of(), null, null, 0, 0, null, 0, 1, 1);

	@Test
	void remembersTheLastMinutesOnly() {
		History history = new History();
		LongStream.range(0, History.MOST + 10L).forEach((at) -> history.add(new Point(at, 1, QUIET, null, Map.of())));
		assertThat(history.since(0)).hasSize(History.MOST).first().extracting(Point::at).isEqualTo(10L);
		assertThat(history.since(History.MOST + 8L)).extracting(Point::at)
			.containsExactly(History.MOST + 8L, History.MOST + 9L);
		assertThat(history.forgottenUntil()).isEqualTo(9);
	}

}
