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

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Slots as a person reads them.
 */
public final class SlotRanges {

	private SlotRanges() {
	}

	/**
	 * All slots of a set.
	 * @param slots the slots
	 * @return for example {@code 0-99,120}, empty for none
	 */
	public static String of(BitSet slots) {
		return of(slots, Integer.MAX_VALUE);
	}

	/**
	 * The first slots of a set.
	 * @param slots the slots
	 * @param most how many ranges are named
	 * @return for example {@code 0-99,120,...}
	 */
	public static String of(BitSet slots, int most) {
		List<String> ranges = new ArrayList<>();
		for (int start = slots.nextSetBit(0); start >= 0; start = slots.nextSetBit(slots.nextClearBit(start))) {
			int end = slots.nextClearBit(start) - 1;
			ranges.add((start == end) ? String.valueOf(start) : start + "-" + end);
		}
		String more = (ranges.size() > most) ? ",..." : "";
		return ranges.stream().limit(most).collect(Collectors.joining(",", "", more));
	}

}
