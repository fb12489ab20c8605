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

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The owner of each slot, read by every command. Any thread may call any method; reading,
 * patching and reverting take no lock. A refresh and a MOVED write to the same entries by
 * compare-and-set, so neither can lose what the other wrote.
 */
public final class SlotTable {

	/**
	 * Number of slots of a Redis Cluster (cluster specification, "Key distribution
	 * model").
	 */
	public static final int SLOTS = 16384;

	/**
	 * One entry per slot, never null. Written by {@link #patch}, {@link #revert} and
	 * {@link #apply}, always by compare-and-set against the entry that was read.
	 */
	private final AtomicReferenceArray<SlotOwner> entries;

	/**
	 * Version of the last snapshot of which every entry has heard, 0 before the first.
	 * Written inside the synchronized {@link #apply}, after the entries; volatile for
	 * {@link #isUnowned}.
	 */
	private volatile long appliedVersion;

	public SlotTable() {
		this(SLOTS);
	}

	/**
	 * A table of the first slots only, small enough for a model checker.
	 */
	SlotTable(int slots) {
		this.entries = new AtomicReferenceArray<>(slots);
		for (int slot = 0; slot < slots; slot++) {
			this.entries.set(slot, SlotOwner.NONE);
		}
	}

	/**
	 * The owner of a slot: one volatile read.
	 * @param slot 0 to 16383
	 * @return the entry, {@link SlotOwner#NONE} if nobody owns the slot
	 */
	public SlotOwner ownerOf(int slot) {
		return this.entries.get(slot);
	}

	/**
	 * Whether nobody owns a slot although a whole topology is known.
	 * @param slot 0 to 16383
	 * @return false also as long as the first snapshot has not reached every slot
	 */
	public boolean isUnowned(int slot) {
		// the version first: an entry that is read after it has heard of the snapshot
		return this.appliedVersion > 0 && ownerOf(slot).isNone();
	}

	/**
	 * Take a MOVED's word for one slot. From then on a snapshot needs a higher config
	 * epoch than that of the refuted owner to name a third node. If the target was a
	 * replica of the owner, the whole shard has failed over: its other slots are led
	 * there, too, until the next snapshot or MOVED says something about them.
	 * @param slot 0 to 16383
	 * @param expected the entry by which the command was routed that met the MOVED
	 * @param target the shard that the MOVED named
	 * @return false if the entry is another one by now: route again by that one
	 */
	public boolean patch(int slot, SlotOwner expected, Shard target) {
		if (!expected.isNone() && !expected.isPresumed() && expected.node().isSameNodeAs(target.primary())) {
			return this.entries.compareAndSet(slot, expected, expected);
		}
		if (!this.entries.compareAndSet(slot, expected, expected.patchedTo(target))) {
			return patchPresumed(slot, target);
		}
		if (expected.isReplicatedBy(target.primary())) {
			presume(slot, expected, target);
		}
		return true;
	}

	/**
	 * Of the commands that a demoted primary sends on, the first leads all slots of its
	 * shard; what it presumed, the others know of their own.
	 */
	private boolean patchPresumed(int slot, Shard target) {
		SlotOwner current = ownerOf(slot);
		return current.isPresumed() && current.node().isSameNodeAs(target.primary())
				&& this.entries.compareAndSet(slot, current, current.patchedTo(target));
	}

	/**
	 * Runs once for each failover: after it no other entry of the shard is as expected.
	 * Reads the whole table.
	 */
	private void presume(int moved, SlotOwner expected, Shard target) {
		SlotOwner presumed = expected.presumedTo(target);
		for (int slot = 0; slot < this.entries.length(); slot++) {
			SlotOwner current = ownerOf(slot);
			if (slot != moved && current.equals(expected)) {
				this.entries.compareAndSet(slot, current, presumed);
			}
		}
	}

	/**
	 * Undo a patch whose owner proved unreachable: the slot is again owned by whom the
	 * last applied snapshot names.
	 * @param slot 0 to 16383
	 * @param expected the patched entry
	 * @return false if the entry is not patched or another one by now
	 */
	public boolean revert(int slot, SlotOwner expected) {
		return expected.isPatched() && this.entries.compareAndSet(slot, expected, expected.confirmed());
	}

	/**
	 * Bring every entry up to a snapshot, save those for which a MOVED knows better.
	 * Writers take turns and a snapshot that is not newer than the last applied one is
	 * ignored; the lock is held for some microseconds and no command ever asks for it.
	 * @param snapshot the topology to publish
	 */
	@SuppressWarnings("ReferenceEquality") // identical entries are equal without
											// comparing
	public synchronized void apply(TopologySnapshot snapshot) {
		if (snapshot.version() <= this.appliedVersion) {
			return;
		}
		SlotOwner equal = SlotOwner.NONE;
		SlotOwner named = SlotOwner.NONE;
		for (int slot = 0; slot < this.entries.length(); slot++) {
			SlotOwner current = ownerOf(slot);
			SlotOwner next = snapshot.ownerOf(slot);
			if (current == equal && next == named) {
				// a run of slots has one owner: its nodes are compared once
				continue;
			}
			if (next.equals(current)) {
				equal = current;
				named = next;
			}
			else {
				apply(snapshot, slot);
			}
		}
		this.appliedVersion = snapshot.version();
	}

	/**
	 * Identity is what a compare-and-set compares, and equal entries are not rewritten.
	 */
	@SuppressWarnings("ReferenceEquality")
	private void apply(TopologySnapshot snapshot, int slot) {
		SlotOwner current;
		SlotOwner next;
		do {
			current = this.entries.get(slot);
			next = decide(current, snapshot, slot);
		}
		while (next != current && !this.entries.compareAndSet(slot, current, next));
	}

	/**
	 * The nodes that a MOVED named and no snapshot has confirmed yet; reads the whole
	 * table.
	 * @return their endpoints
	 */
	public Set<Endpoint> patchedTo() {
		Set<Endpoint> endpoints = new HashSet<>();
		for (int slot = 0; slot < this.entries.length(); slot++) {
			SlotOwner owner = ownerOf(slot);
			if (owner.isPatched()) {
				endpoints.add(owner.node().endpoint());
			}
		}
		return endpoints;
	}

	/**
	 * How many slots nobody owns; reads the whole table.
	 * @return 0 to 16384
	 */
	public int uncoveredSlots() {
		int uncovered = 0;
		for (int slot = 0; slot < this.entries.length(); slot++) {
			uncovered += ownerOf(slot).isNone() ? 1 : 0;
		}
		return uncovered;
	}

	/**
	 * The entry of a slot after a snapshot: the current object itself if nothing changes.
	 */
	static SlotOwner decide(SlotOwner current, TopologySnapshot snapshot, int slot) {
		return current.isPatched() ? decidePatched(current, snapshot, slot) : decideConfirmed(current, snapshot, slot);
	}

	private static SlotOwner decideConfirmed(SlotOwner current, TopologySnapshot snapshot, int slot) {
		SlotOwner named = snapshot.ownerOf(slot);
		if (named.equals(current)) {
			return current;
		}
		boolean goesBack = !named.isNone() && named.epoch() < current.epoch();
		boolean hasFormerOwner = !current.isNone() && snapshot.knowsId(current.node().id());
		return (goesBack && hasFormerOwner && !snapshot.isReleased(slot)) ? current : named;
	}

	private static SlotOwner decidePatched(SlotOwner current, TopologySnapshot snapshot, int slot) {
		SlotOwner named = snapshot.ownerOf(slot);
		Node patched = current.node();
		if (current.isPresumed() || (patched.isKnown() && !snapshot.knowsId(patched.id()))) {
			return decideConfirmed(current.confirmed(), snapshot, slot);
		}
		boolean confirms = !named.isNone() && named.node().isSameNodeAs(patched);
		if (confirms || named.epoch() > current.epoch()) {
			return named;
		}
		return current.stillPatchedTo(snapshot.freshest(current.shard()),
				decideConfirmed(current.confirmed(), snapshot, slot));
	}

}
