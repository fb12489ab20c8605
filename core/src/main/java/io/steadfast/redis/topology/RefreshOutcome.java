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

package io.steadfast.redis.topology;

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.NodeFault;

/**
 * How a refresh ended.
 *
 * @param trigger why it ran
 * @param status what came of it
 * @param detail one line for a person: what changed, or why it failed
 * @param endedAtNanos the clock's reading at its end
 * @param took from the first question to the publication
 * @param faults what is wrong with nodes that were asked, although others may have told
 * enough; with all of them, where no slot has an owner
 */
public record RefreshOutcome(RefreshTrigger trigger, Status status, String detail, long endedAtNanos, Duration took,
		List<NodeFault> faults) {

	public RefreshOutcome {
		faults = List.copyOf(faults);
	}

	/**
	 * What there is before the first refresh has ended.
	 * @return an outcome with the status NONE
	 */
	public static RefreshOutcome none() {
		return new RefreshOutcome(RefreshTrigger.START, Status.NONE, "no refresh has ended yet", 0, Duration.ZERO,
				List.of());
	}

	/**
	 * What can come of a refresh.
	 */
	public enum Status {

		/**
		 * No refresh has ended yet.
		 */
		NONE,

		/**
		 * A snapshot with other content was published.
		 */
		CHANGED,

		/**
		 * A snapshot with the same content was published.
		 */
		UNCHANGED,

		/**
		 * No answer could be used; the last snapshot stays.
		 */
		FAILED

	}

}
