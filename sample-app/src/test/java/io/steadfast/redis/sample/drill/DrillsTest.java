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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Drills}.
 */
class DrillsTest {

	/** They are listed, and not played. */
	private final Drills drills = new Drills(null, null, null,
			new DrillProperties(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, false),
			null, null, null);

	@Test
	void groupsAndNamesAreListedInTheirOrder() {
		assertThat(this.drills.listed("kill, all")).extracting((drill) -> drill.card().name())
			.startsWith("kill", "failover")
			.endsWith("replace-all");
	}

	@Test
	void aListWithoutADrillIsNoSuccess() {
		assertThatExceptionOfType(NotPlayedException.class).isThrownBy(() -> this.drills.listed(","))
			.withMessageStartingWith("There is no drill \",\"; there are failover, ");
	}

}
