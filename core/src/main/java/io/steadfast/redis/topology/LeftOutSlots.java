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
 * The slots that the last two refreshes left out, so that a single witness is believed
 * when it says so for the third time (I9). Immutable.
 */
public final class LeftOutSlots {

	private static final LeftOutSlots NONE = new LeftOutSlots(new BitSet(), new BitSet());

	private final BitSet lastTime;

	private final BitSet lastTwoTimes;

	private LeftOutSlots(BitSet lastTime, BitSet lastTwoTimes) {
		this.lastTime = lastTime;
		this.lastTwoTimes = lastTwoTimes;
	}

	/**
	 * No slot was left out so far.
	 * @return the state to begin with
	 */
	public static LeftOutSlots none() {
		return NONE;
	}

	LeftOutSlots then(BitSet leftOutNow) {
		BitSet twice = (BitSet) leftOutNow.clone();
		twice.and(this.lastTime);
		return new LeftOutSlots((BitSet) leftOutNow.clone(), twice);
	}

	/**
	 * Let runs end where the answers of {@link #wasLeftOutTwice} change.
	 */
	void cut(SlotRuns runs) {
		runs.cutBy(this.lastTwoTimes);
	}

	/**
	 * Whether both refreshes before this one left the slot out.
	 */
	boolean wasLeftOutTwice(int slot) {
		return this.lastTwoTimes.get(slot);
	}

}
