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

import org.jspecify.annotations.Nullable;

/**
 * The entry of one slot in the {@link SlotTable}: who owns it, and on whose word.
 * Immutable; a refresh writes confirmed entries, a MOVED writes patched ones: that of its
 * own slot, and presumed ones for the others of a shard that has failed over.
 */
public final class SlotOwner {

	/**
	 * The entry of a slot that nobody owns.
	 */
	public static final SlotOwner NONE = new SlotOwner();

	private final @Nullable Shard shard;

	/**
	 * What the last applied snapshot says about the slot; this entry itself unless it is
	 * patched. Held here, and not beside the table, so that undoing a patch is one
	 * compare-and-set that no refresh can make stale.
	 */
	private final SlotOwner confirmed;

	private final Word word;

	private final long refutedEpoch;

	private SlotOwner() {
		this.shard = null;
		this.confirmed = this;
		this.word = Word.SNAPSHOT;
		this.refutedEpoch = Node.UNKNOWN_EPOCH;
	}

	private SlotOwner(Shard shard) {
		this.shard = shard;
		this.confirmed = this;
		this.word = Word.SNAPSHOT;
		this.refutedEpoch = Node.UNKNOWN_EPOCH;
	}

	private SlotOwner(Shard shard, SlotOwner confirmed, Word word, long refutedEpoch) {
		this.shard = shard;
		this.confirmed = confirmed;
		this.word = word;
		this.refutedEpoch = refutedEpoch;
	}

	static SlotOwner confirmed(Shard shard) {
		return new SlotOwner(shard);
	}

	/**
	 * The entry after a MOVED: whoever owned the slot until now does so no longer.
	 */
	SlotOwner patchedTo(Shard target) {
		return new SlotOwner(target, this.confirmed, Word.MOVED, epoch());
	}

	/**
	 * The entry after a MOVED for another slot of the same shard, which one of the
	 * shard's replicas leads now.
	 */
	SlotOwner presumedTo(Shard target) {
		return new SlotOwner(target, this.confirmed, Word.PRESUMPTION, epoch());
	}

	/**
	 * Whether the node is known as a replica of the owner, so that a MOVED to it says
	 * that the shard has failed over. That of a patched entry may have led it before.
	 */
	boolean isReplicatedBy(Node node) {
		return this.shard != null && !isPatched()
				&& this.shard.replicas().stream().anyMatch((replica) -> replica.isSameNodeAs(node));
	}

	/**
	 * The same patch seen against a newer snapshot.
	 */
	SlotOwner stillPatchedTo(Shard target, SlotOwner confirmed) {
		boolean unchanged = target.equals(this.shard) && confirmed.equals(this.confirmed);
		return unchanged ? this : new SlotOwner(target, confirmed, this.word, this.refutedEpoch);
	}

	/**
	 * What the last applied snapshot says about the slot.
	 */
	SlotOwner confirmed() {
		return this.confirmed;
	}

	/**
	 * Whether nobody owns the slot.
	 * @return true for {@link #NONE} alone
	 */
	public boolean isNone() {
		return this.shard == null;
	}

	/**
	 * The shard that owns the slot.
	 * @return the shard
	 * @throws IllegalStateException if nobody owns it, see {@link #isNone()}
	 */
	public Shard shard() {
		if (this.shard == null) {
			throw new IllegalStateException("Nobody owns the slot; ask isNone() first");
		}
		return this.shard;
	}

	/**
	 * The node that takes writes for the slot.
	 * @return the primary of the shard
	 * @throws IllegalStateException if nobody owns the slot, see {@link #isNone()}
	 */
	public Node node() {
		return shard().primary();
	}

	/**
	 * Whether the node that takes writes answers at an endpoint, and not a replica, or a
	 * node that an ASK has named.
	 * @param endpoint a host and port
	 * @return false if nobody owns the slot
	 */
	public boolean isAt(Endpoint endpoint) {
		return this.shard != null && this.shard.primary().answersAt(endpoint);
	}

	/**
	 * Whether a MOVED named this owner and no snapshot has confirmed it yet.
	 * @return true between the MOVED and the refresh that says the same
	 */
	public boolean isPatched() {
		return this.word != Word.SNAPSHOT;
	}

	/**
	 * Whether the MOVED was about another slot, so that any later word is a better one.
	 */
	boolean isPresumed() {
		return this.word == Word.PRESUMPTION;
	}

	/**
	 * The config epoch that a snapshot's owner must exceed to replace this entry by
	 * another node: that of the owner, or of the owner that the MOVED refuted, if higher.
	 * @return the epoch, -1 if nothing is known
	 */
	public long epoch() {
		return isNone() ? Node.UNKNOWN_EPOCH : Math.max(node().configEpoch(), this.refutedEpoch);
	}

	/**
	 * The config epoch up to which a MOVED proved the former owner wrong.
	 * @return the epoch, -1 if the entry is not patched
	 */
	public long refutedEpoch() {
		return this.refutedEpoch;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		if (this == other) {
			return true;
		}
		if (!(other instanceof SlotOwner that) || isNone() || that.isNone() || this.word != that.word) {
			return false;
		}
		return shard().equals(that.shard()) && this.refutedEpoch == that.refutedEpoch
				&& (!isPatched() || this.confirmed.equals(that.confirmed));
	}

	@Override
	public int hashCode() {
		return isNone() ? 0 : shard().hashCode();
	}

	@Override
	public String toString() {
		if (isNone()) {
			return "nobody";
		}
		return switch (this.word) {
			case SNAPSHOT -> node().toString();
			case MOVED -> node() + ", patched over epoch " + this.refutedEpoch;
			case PRESUMPTION -> node() + ", presumed over epoch " + this.refutedEpoch;
		};
	}

	/**
	 * On whose word a node owns the slot.
	 */
	private enum Word {

		/** A refresh read it. */
		SNAPSHOT,

		/** A MOVED for this slot said so. */
		MOVED,

		/** A MOVED for another slot of the shard named one of its replicas. */
		PRESUMPTION

	}

}
