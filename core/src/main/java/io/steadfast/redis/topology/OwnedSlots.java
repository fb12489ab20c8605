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

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Who owns which slot, by the slot and by the owner. Immutable.
 */
final class OwnedSlots {

	private final SlotOwner[] owners = new SlotOwner[SlotTable.SLOTS];

	/**
	 * What the owners say, by the id of their node: who looks at all nodes must not read
	 * all slots for each.
	 */
	private final Map<String, BitSet> byOwner = new HashMap<>();

	/** The slots of a run share their owner. */
	private final SlotRuns runs = new SlotRuns();

	private final int count;

	OwnedSlots(Map<SlotOwner, BitSet> slots) {
		Arrays.fill(this.owners, SlotOwner.NONE);
		slots.forEach(this::own);
		int owned = 0;
		for (int slot = 0; slot < SlotTable.SLOTS; slot = endOfRun(slot)) {
			if (!ownerOf(slot).isNone()) {
				this.byOwner.computeIfAbsent(ownerOf(slot).node().id(), (id) -> new BitSet(SlotTable.SLOTS))
					.set(slot, endOfRun(slot));
				owned += endOfRun(slot) - slot;
			}
		}
		this.count = owned;
	}

	private void own(SlotOwner owner, BitSet slots) {
		this.runs.cutBy(slots);
		for (int slot = slots.nextSetBit(0); slot >= 0; slot = slots.nextSetBit(endOfRun(slot))) {
			Arrays.fill(this.owners, slot, endOfRun(slot), owner);
		}
	}

	SlotOwner ownerOf(int slot) {
		return this.owners[slot];
	}

	private int endOfRun(int slot) {
		return this.runs.endOfRun(slot);
	}

	int endOfRun(int slot, OwnedSlots other) {
		return Math.min(endOfRun(slot), other.endOfRun(slot));
	}

	void cut(SlotRuns others) {
		others.cutBy(this.runs);
	}

	/**
	 * The slots of a node.
	 * @param nodeId the id of a node
	 * @return a copy, empty for replicas and nodes not known
	 */
	BitSet slotsOf(String nodeId) {
		BitSet slots = this.byOwner.get(nodeId);
		return (slots != null) ? (BitSet) slots.clone() : new BitSet();
	}

	boolean isOwner(String nodeId) {
		return this.byOwner.containsKey(nodeId);
	}

	/**
	 * How many slots have an owner.
	 */
	int count() {
		return this.count;
	}

	boolean isSameAs(OwnedSlots other) {
		for (int slot = 0; slot < SlotTable.SLOTS; slot = endOfRun(slot, other)) {
			if (!ownerOf(slot).equals(other.ownerOf(slot))) {
				return false;
			}
		}
		return true;
	}

}
