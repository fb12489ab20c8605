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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The vote on each slot: the claim with the highest config epoch wins, whoever says it
 * (I4), and a slot that nobody claims keeps its last owner until a second witness (I9).
 * Used by one thread.
 */
final class SlotVote {

	private static final String NOBODY = "";

	private final TopologySnapshot current;

	private final List<TopologyView> views;

	private final LeftOutSlots leftOutBefore;

	private final String[] winners = new String[SlotTable.SLOTS];

	private final long[] epochs = new long[SlotTable.SLOTS];

	private final BitSet leftOut = new BitSet(SlotTable.SLOTS);

	private final BitSet released = new BitSet(SlotTable.SLOTS);

	/** Of a run, one slot is voted on: its first. */
	private final SlotRuns runs = new SlotRuns();

	/** The owners in the current snapshot, by id; few, so asked once and not per slot. */
	private final Map<String, Witnesses> witnesses = new HashMap<>();

	/** How many views can be trusted to have named every slot that they know of. */
	private final int completeViews;

	SlotVote(TopologySnapshot current, List<TopologyView> views, LeftOutSlots leftOutBefore) {
		this.current = current;
		this.views = views;
		this.leftOutBefore = leftOutBefore;
		this.completeViews = countComplete(views);
		Arrays.fill(this.winners, NOBODY);
		Arrays.fill(this.epochs, Long.MIN_VALUE);
		current.cut(this.runs);
		leftOutBefore.cut(this.runs);
		views.forEach((view) -> view.rows().forEach((row) -> this.runs.cutBy(row.owned())));
		views.forEach((view) -> view.rows().forEach(this::claimAll));
		for (int slot = 0; slot < SlotTable.SLOTS; slot = endOfRun(slot)) {
			hearCurrentOwner(slot);
		}
	}

	/** Views without any slot may all come from nodes that have just joined (D10). */
	private static int countComplete(List<TopologyView> views) {
		List<TopologyView> complete = views.stream().filter((view) -> view.unreadableRows() == 0).toList();
		long withSlots = complete.stream().filter(TopologyView::showsSlots).count();
		return (withSlots > 0) ? (int) withSlots : Math.min(1, complete.size());
	}

	/**
	 * Whether a run has an owner.
	 * @param slot the first of the run
	 */
	boolean hasOwner(int slot) {
		return !this.winners[slot].isEmpty();
	}

	/**
	 * The owner of a run.
	 * @param slot the first of the run
	 */
	String ownerOf(int slot) {
		return this.winners[slot];
	}

	/**
	 * The first slot after the run of the given one; what follows may have the same
	 * owner.
	 */
	int endOfRun(int slot) {
		return this.runs.endOfRun(slot);
	}

	BitSet leftOutSlots() {
		return this.leftOut;
	}

	BitSet releasedSlots() {
		return this.released;
	}

	private void claimAll(TopologyView.Row row) {
		String id = row.node().id();
		long epoch = row.node().configEpoch();
		BitSet owned = row.owned();
		for (int slot = owned.nextSetBit(0); slot >= 0; slot = owned.nextSetBit(endOfRun(slot))) {
			if (beats(slot, id, epoch)) {
				this.winners[slot] = id;
				this.epochs[slot] = epoch;
			}
		}
	}

	/** Of two claims with one epoch the current owner's counts, else the first by id. */
	private boolean beats(int slot, String id, long epoch) {
		if (epoch != this.epochs[slot]) {
			return epoch > this.epochs[slot];
		}
		String currentId = currentOwnerId(slot);
		if (id.equals(currentId) || this.winners[slot].equals(currentId)) {
			return id.equals(currentId);
		}
		return id.compareTo(this.winners[slot]) < 0;
	}

	private String currentOwnerId(int slot) {
		return this.current.covers(slot) ? this.current.ownerOf(slot).node().id() : NOBODY;
	}

	private void hearCurrentOwner(int slot) {
		String id = currentOwnerId(slot);
		if (id.isEmpty() || this.winners[slot].equals(id)) {
			return;
		}
		if (!hasOwner(slot)) {
			hearSilence(slot, id);
			return;
		}
		long epoch = this.current.ownerOf(slot).epoch();
		if (epoch < this.epochs[slot]) {
			return;
		}
		Witnesses owner = this.witnesses.computeIfAbsent(id, (key) -> Witnesses.of(key, this.views));
		if (!owner.known()) {
			return;
		}
		if (owner.gaveUp() || owner.down()) {
			this.released.set(slot, endOfRun(slot));
			return;
		}
		this.winners[slot] = id;
		this.epochs[slot] = epoch;
	}

	private void hearSilence(int slot, String currentId) {
		this.leftOut.set(slot, endOfRun(slot), this.completeViews > 0);
		boolean believed = this.completeViews > 1
				|| (this.leftOut.get(slot) && this.leftOutBefore.wasLeftOutTwice(slot));
		if (!believed) {
			this.winners[slot] = currentId;
		}
	}

	/**
	 * What the views say about a current owner that no view names for the slot any more.
	 *
	 * @param known whether another node than itself lists it, or it answered alone
	 * @param gaveUp whether its own view, which knows best, leaves the slot to others
	 * @param down whether all who list it agree that it failed
	 */
	private record Witnesses(boolean known, boolean gaveUp, boolean down) {

		static Witnesses of(String id, List<TopologyView> views) {
			Set<String> sources = new HashSet<>();
			boolean down = true;
			for (TopologyView view : views) {
				for (TopologyView.Row row : view.rows()) {
					if (row.node().id().equals(id)) {
						sources.add(view.sourceId());
						down &= row.down();
					}
				}
			}
			return new Witnesses(!sources.isEmpty(), sources.contains(id), down);
		}

	}

}
