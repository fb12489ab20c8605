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

import java.util.Arrays;
import java.util.BitSet;

import io.steadfast.redis.test.RedisNode;

/**
 * Reads slots from the answer to {@code CLUSTER NODES}.
 */
final class Slots {

	private static final int FIRST_RANGE = 8;

	private Slots() {
	}

	/**
	 * The slots of a node that answers.
	 * @param node the node
	 * @return what it says of itself
	 */
	static BitSet ownedBy(RedisNode node) {
		BitSet slots = new BitSet(Incident.SLOTS);
		String[] row = node.execute("CLUSTER", "NODES")
			.lines()
			.filter((line) -> line.contains("myself"))
			.findFirst()
			.orElse("")
			.split(" ", -1);
		Arrays.stream(row).skip(FIRST_RANGE).filter((range) -> !range.startsWith("[")).forEach((range) -> {
			String[] ends = range.split("-", -1);
			slots.set(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]) + 1);
		});
		return slots;
	}

}
