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

/**
 * A range of slots that changed hands between two snapshots.
 *
 * @param first the first slot
 * @param last the last slot, inclusive
 * @param from the former owner, possibly {@link SlotOwner#NONE}
 * @param to the new owner, possibly {@link SlotOwner#NONE}
 */
public record SlotMove(int first, int last, SlotOwner from, SlotOwner to) {

	boolean isContinuedBy(int slot, SlotOwner nextFrom, SlotOwner nextTo) {
		return slot == this.last + 1 && nextFrom.equals(this.from) && nextTo.equals(this.to);
	}

	SlotMove until(int slot) {
		return new SlotMove(this.first, slot, this.from, this.to);
	}

	@Override
	public String toString() {
		String slots = (this.first == this.last) ? "slot " + this.first : "slots " + this.first + "-" + this.last;
		return slots + " moved from " + name(this.from) + " to " + name(this.to);
	}

	private static String name(SlotOwner owner) {
		return owner.isNone() ? "nobody" : owner.node().endpoint().toString();
	}

}
