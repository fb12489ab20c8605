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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PlayedDrills}.
 */
class PlayedDrillsTest {

	@Test
	void theLastOnesAreRememberedAndAllAreCounted() {
		PlayedDrills played = new PlayedDrills();
		for (int i = 1; i <= PlayedDrills.MOST + 5; i++) {
			assertThat(played.add(SomeDrill.called("drill-" + i))).isEqualTo(i);
		}
		assertThat(played.last()).hasSize(PlayedDrills.MOST)
			.first()
			.extracting((report) -> report.result().drill().name())
			.isEqualTo("drill-6");
	}

}
