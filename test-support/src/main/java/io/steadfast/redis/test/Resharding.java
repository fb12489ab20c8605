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

package io.steadfast.redis.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Moves slots with their keys between primaries. Used by one operation at a time.
 */
final class Resharding {

	/** How many slots are on their way at once; each costs its clients an ASK. */
	private static final int SLOTS_AT_ONCE = 64;

	private final Members members;

	private final Agreement agreement;

	private final String password;

	Resharding(Members members, Agreement agreement, String password) {
		this.members = members;
		this.agreement = agreement;
		this.password = password;
	}

	/**
	 * Begin to move one slot.
	 * @param slot the slot
	 * @param target a primary that does not own it
	 * @return the migration, begun
	 */
	SlotMigration begin(int slot, RedisNode target) {
		this.members.requirePrimary(target);
		RedisNode source = this.members.primaryOf(slot);
		this.members.requireAnswering(source);
		if (source == target) {
			throw ownsAlready(target, slot);
		}
		SlotPlan.Transfer<RedisNode> plan = new SlotPlan.Transfer<>(source, target, List.of(slot));
		return new SlotMigration(plan, transferOf(plan), this.agreement);
	}

	private static IllegalArgumentException ownsAlready(RedisNode target, int slot) {
		return new IllegalArgumentException(target + " owns slot " + slot + " already");
	}

	/**
	 * Move slots.
	 * @param source their primary
	 * @param target another primary
	 * @param slots the slots
	 */
	void move(RedisNode source, RedisNode target, IntStream slots) {
		this.members.requirePrimary(target);
		this.members.requireAnswering(source);
		List<Integer> moving = slots.boxed().toList();
		// What is begun with the others would stay half migrated.
		NodeRow owner = source.snapshot().myself();
		moving.stream().filter((slot) -> !owner.owns(slot)).findFirst().ifPresent((slot) -> {
			throw new IllegalArgumentException(source + " does not own slot " + slot);
		});
		if (source == target && !moving.isEmpty()) {
			throw ownsAlready(target, moving.get(0));
		}
		carryOut(List.of(new SlotPlan.Transfer<>(source, target, moving)));
	}

	/**
	 * Spread all slots evenly over all primaries.
	 */
	void rebalance() {
		carryOut(new SlotPlan<>(ownedSlots()).even());
	}

	/**
	 * Take all slots away from one primary.
	 * @param primary the primary
	 */
	void drain(RedisNode primary) {
		Map<RedisNode, List<Integer>> owned = ownedSlots();
		if (owned.size() < 2 || !owned.containsKey(primary)) {
			throw new IllegalArgumentException(primary + " is not a primary, or there is no other: " + owned.keySet());
		}
		carryOut(new SlotPlan<>(owned).without(primary));
	}

	private Map<RedisNode, List<Integer>> ownedSlots() {
		Map<RedisNode, List<Integer>> owned = new LinkedHashMap<>();
		for (RedisNode primary : this.members.primaries()) {
			owned.put(primary,
					primary.snapshot().myself().ranges().stream().flatMapToInt(SlotRange::slots).boxed().toList());
		}
		return owned;
	}

	private void carryOut(List<SlotPlan.Transfer<RedisNode>> transfers) {
		for (SlotPlan.Transfer<RedisNode> transfer : transfers) {
			List<Integer> slots = transfer.slots();
			for (int first = 0; first < slots.size(); first += SLOTS_AT_ONCE) {
				List<Integer> part = slots.subList(first, Math.min(slots.size(), first + SLOTS_AT_ONCE));
				move(new SlotPlan.Transfer<>(transfer.source(), transfer.target(), part));
			}
		}
		String change = transfers.stream()
			.map((transfer) -> transfer.slots().size() + " slots from " + transfer.source() + " to "
					+ transfer.target())
			.collect(Collectors.joining(", "));
		this.agreement.awaitSettled("moving " + change,
				(views) -> transfers.forEach((transfer) -> transferOf(transfer).insist(views)));
	}

	private void move(SlotPlan.Transfer<RedisNode> part) {
		SlotTransfer transfer = transferOf(part);
		transfer.begin();
		transfer.moveAllKeys();
		transfer.commit();
	}

	private SlotTransfer transferOf(SlotPlan.Transfer<RedisNode> plan) {
		return new SlotTransfer(this.members, this.password, plan);
	}

}
