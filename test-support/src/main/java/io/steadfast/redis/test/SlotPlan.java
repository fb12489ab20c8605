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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which slots have to move so that owners have as many as they should.
 *
 * @param <N> what owns slots
 */
final class SlotPlan<N> {

	private final Map<N, List<Integer>> owned;

	/**
	 * Create a plan.
	 * @param owned the slots of each owner, in order
	 */
	SlotPlan(Map<N, List<Integer>> owned) {
		this.owned = new LinkedHashMap<>(owned);
	}

	/**
	 * Give every owner the same number of slots, but for a remainder.
	 * @return the transfers, as few slots as possible
	 */
	List<Transfer<N>> even() {
		int total = this.owned.values().stream().mapToInt(List::size).sum();
		Map<N, Integer> shares = new LinkedHashMap<>();
		// The remainder stays where most slots are.
		List<N> largestFirst = this.owned.keySet()
			.stream()
			.sorted((a, b) -> Integer.compare(sizeOf(b), sizeOf(a)))
			.toList();
		for (int i = 0; i < largestFirst.size(); i++) {
			shares.put(largestFirst.get(i), share(total, largestFirst.size(), i));
		}
		return transfers(shares);
	}

	/**
	 * Give the slots of one owner to the others in equal parts.
	 * @param leaving the owner to be left without slots
	 * @return the transfers
	 */
	List<Transfer<N>> without(N leaving) {
		Map<N, Integer> shares = new LinkedHashMap<>();
		List<N> staying = this.owned.keySet().stream().filter((owner) -> !owner.equals(leaving)).toList();
		for (int i = 0; i < staying.size(); i++) {
			shares.put(staying.get(i), sizeOf(staying.get(i)) + share(sizeOf(leaving), staying.size(), i));
		}
		shares.put(leaving, 0);
		return transfers(shares);
	}

	private static int share(int total, int owners, int index) {
		return total / owners + ((index < total % owners) ? 1 : 0);
	}

	private int sizeOf(N owner) {
		return this.owned.getOrDefault(owner, List.of()).size();
	}

	private List<Transfer<N>> transfers(Map<N, Integer> shares) {
		List<Transfer<N>> transfers = new ArrayList<>();
		Map<N, Integer> missing = new LinkedHashMap<>();
		shares.forEach((owner, share) -> missing.put(owner, share - sizeOf(owner)));
		this.owned.forEach((source, slots) -> {
			int next = Math.min(slots.size(), shares.getOrDefault(source, 0));
			for (N target : this.owned.keySet()) {
				int count = Math.min(slots.size() - next, missing.getOrDefault(target, 0));
				if (count > 0) {
					transfers.add(new Transfer<>(source, target, slots.subList(next, next + count)));
					missing.merge(target, -count, Integer::sum);
					next += count;
				}
			}
		});
		return transfers;
	}

	/**
	 * Slots that go from one owner to another.
	 *
	 * @param <N> what owns slots
	 * @param source who gives
	 * @param target who takes
	 * @param slots which
	 */
	record Transfer<N>(N source, N target, List<Integer> slots) {

		Transfer {
			slots = List.copyOf(slots);
		}

	}

}
