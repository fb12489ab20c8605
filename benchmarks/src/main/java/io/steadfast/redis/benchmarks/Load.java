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

import java.io.Serializable;
import java.time.Duration;

/**
 * What is asked of each contender in one round.
 *
 * @param mix what callers ask for
 * @param style how they wait
 * @param callers how many there are
 * @param valueBytes size of a value
 * @param rate operations a second of all callers in an open loop, or 0 for a closed one
 * @param duration how long a round takes
 */
record Load(Mix mix, Style style, int callers, int valueBytes, int rate, Duration duration) implements Serializable {

	Load lasting(Duration other) {
		return new Load(this.mix, this.style, this.callers, this.valueBytes, this.rate, other);
	}

	String value() {
		return "x".repeat(this.valueBytes);
	}

	/**
	 * What this load has in common with those that are shown in one table.
	 */
	String title() {
		return "%s, %s, %d B, %s".formatted(Table.word(this.mix), Table.word(this.style), this.valueBytes,
				(this.rate == 0) ? "closed loop" : "open loop at " + this.rate + " operations a second");
	}

}
