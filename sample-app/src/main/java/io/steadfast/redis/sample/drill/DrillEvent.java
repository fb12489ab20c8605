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

/**
 * What is told of drills, as events of the application context, by the thread that plays.
 */
public sealed interface DrillEvent {

	/**
	 * Which drill.
	 * @return its card
	 */
	DrillCard drill();

	/**
	 * A drill begins.
	 *
	 * @param drill its card
	 */
	record Began(DrillCard drill) implements DrillEvent {
	}

	/**
	 * A drill was played.
	 *
	 * @param number counts the drills that were played, from 1
	 * @param report how it went
	 */
	record Ended(int number, DrillReport report) implements DrillEvent {

		@Override
		public DrillCard drill() {
			return this.report.result().drill();
		}

	}

	/**
	 * A drill could not be played to its end, and there is no report.
	 *
	 * @param drill its card
	 * @param reason what was in the way
	 */
	record Aborted(DrillCard drill, String reason) implements DrillEvent {
	}

}
