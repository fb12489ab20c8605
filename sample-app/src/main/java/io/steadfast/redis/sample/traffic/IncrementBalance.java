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

package io.steadfast.redis.sample.traffic;

/**
 * What became of increments: holds if acknowledged &lt;= value &lt;= acknowledged +
 * ambiguous for every counter.
 *
 * @param acknowledged increments that were answered
 * @param value what the counters say
 * @param ambiguous increments whose callers cannot know
 * @param lost acknowledged, but not in the counters
 * @param doubled in the counters, but neither acknowledged nor ambiguous
 */
public record IncrementBalance(long acknowledged, long value, long ambiguous, long lost, long doubled) {

	/** Nothing was incremented. */
	public static final IncrementBalance EMPTY = new IncrementBalance(0, 0, 0, 0, 0);

	static IncrementBalance of(long acknowledged, long value, long ambiguous) {
		return of(acknowledged, value, ambiguous, Math.max(0, acknowledged - value));
	}

	/**
	 * The balance of one counter.
	 * @param acknowledged increments that were answered
	 * @param value what the counter says
	 * @param ambiguous increments whose callers cannot know
	 * @param lost acknowledged increments that the server took back
	 * @return with those that ran twice: whatever the others do not explain
	 */
	static IncrementBalance of(long acknowledged, long value, long ambiguous, long lost) {
		return new IncrementBalance(acknowledged, value, ambiguous, lost,
				Math.max(0, value - (acknowledged - lost) - ambiguous));
	}

	IncrementBalance plus(IncrementBalance other) {
		return new IncrementBalance(this.acknowledged + other.acknowledged, this.value + other.value,
				this.ambiguous + other.ambiguous, this.lost + other.lost, this.doubled + other.doubled);
	}

	/**
	 * Whether the counters can be explained.
	 * @return whether nothing was lost and nothing ran twice
	 */
	public boolean holds() {
		return this.lost == 0 && this.doubled == 0;
	}

	@Override
	public String toString() {
		if (holds()) {
			return "%d <= %d <= %d".formatted(this.acknowledged, this.value, this.acknowledged + this.ambiguous);
		}
		if (this.doubled == 0) {
			return "%d <= %d <= %d, %d taken back".formatted(this.acknowledged - this.lost, this.value,
					this.acknowledged - this.lost + this.ambiguous, this.lost);
		}
		return "%d acknowledged, %d ambiguous, value %d: %d lost, %d doubled".formatted(this.acknowledged,
				this.ambiguous, this.value, this.lost, this.doubled);
	}

}
