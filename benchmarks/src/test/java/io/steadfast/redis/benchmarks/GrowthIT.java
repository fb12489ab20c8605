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

package io.steadfast.redis.benchmarks;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a thousand nodes cost. The limits leave room for a busy machine, which CPU time
 * feels less than time by the clock.
 */
class GrowthIT {

	/** Fifty are the aim; see README.md for what was measured. */
	private static final double CPU_MILLIS = 120;

	/** A millisecond is the aim; a cold or shared processor gets twice that. */
	private static final double LOOP_MICROS = 2_000;

	@Test
	void refreshOfThousandNodesIsCheapAndStallsNoEventLoop() throws Exception {
		RefreshCost cost = RefreshCost.measure(1_000, 40, 15);
		assertThat(cost.cpuMillis()).as(cost.toString()).isPositive().isLessThan(CPU_MILLIS);
		assertThat(cost.longestMicros()).as(cost.toString()).isPositive().isLessThan(LOOP_MICROS);
	}

}
