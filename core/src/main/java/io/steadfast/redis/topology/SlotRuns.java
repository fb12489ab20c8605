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

import java.util.BitSet;

/**
 * The slots in runs of which everything that was looked at says one thing. A cluster has
 * about as many as it has ranges, so whoever goes from run to run is done after a few
 * steps, and not after 16384. Cut by one thread; once published, read by any.
 */
final class SlotRuns {

	/** Where runs begin. */
	private final BitSet starts = new BitSet(SlotTable.SLOTS);

	/**
	 * Let runs end where those of a set do.
	 * @param slots slots of which one thing holds, and of the others not
	 */
	void cutBy(BitSet slots) {
		int from = slots.nextSetBit(0);
		while (from >= 0) {
			int end = slots.nextClearBit(from);
			this.starts.set(from);
			this.starts.set(end);
			from = slots.nextSetBit(end);
		}
	}

	/**
	 * Let runs end where other ones do.
	 */
	void cutBy(SlotRuns other) {
		this.starts.or(other.starts);
	}

	/**
	 * Where the run of a slot ends.
	 * @param slot 0 to 16383
	 * @return the first slot of the next run, 16384 after the last
	 */
	int endOfRun(int slot) {
		int next = this.starts.nextSetBit(slot + 1);
		return (next < 0) ? SlotTable.SLOTS : next;
	}

}
