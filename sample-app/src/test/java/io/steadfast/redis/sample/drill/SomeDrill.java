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
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.steadfast.redis.sample.cluster.WireCounts;
import io.steadfast.redis.sample.traffic.IncrementBalance;

/**
 * Reports of drills that nobody played.
 */
public final class SomeDrill {

	private static final Duration NONE = Duration.ZERO;

	private SomeDrill() {
	}

	/**
	 * A drill in which nothing happened.
	 * @param name its name
	 * @return its report
	 */
	public static DrillReport called(String name) {
		return between(name, Instant.EPOCH, Instant.EPOCH, Map.of());
	}

	/**
	 * A drill in which calls failed.
	 * @param name its name
	 * @param from when it began to be observed
	 * @param until when that was over
	 * @param failures how many by kind
	 * @return its report
	 */
	public static DrillReport between(String name, Instant from, Instant until, Map<String, Long> failures) {
		DrillCard card = new DrillCard(name, "D01", false, "kill -9 of a primary", false);
		long surfaced = failures.values().stream().mapToLong(Long::longValue).sum();
		Impact impact = new Impact(false, 0, 0, 0, 0, NONE, NONE, new Tail(NONE, NONE, NONE, 0), NONE, NONE, 0, NONE,
				NONE);
		DrillResult result = new DrillResult(card, from, until, NONE, 2, surfaced, failures, NONE, NONE, NONE, true,
				new WireCounts(0, 0, 0, 0, 0), 0, 0, 0, 0, 0, IncrementBalance.EMPTY, List.of(), impact, "");
		return new DrillReport(result, List.of());
	}

}
