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
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.steadfast.redis.topology.TestTopology.ownedBy;
import static io.steadfast.redis.topology.TestTopology.primary;
import static io.steadfast.redis.topology.TestTopology.replica;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SlotTable}.
 */
class SlotTableTest {

	private static final int SLOT = 42;

	private final Node a = primary("a", 5);

	private final Node b = primary("b", 3);

	private final Shard shardB = new Shard(this.b, List.of());

	private final SlotTable table = new SlotTable();

	@BeforeEach
	void aOwnsEverything() {
		this.table.apply(ownedBy(1, this.a, this.b));
	}

	@Test
	void nobodyOwnsASlotOfANewTable() {
		assertThat(new SlotTable().ownerOf(0).isNone()).isTrue();
		assertThat(new SlotTable().uncoveredSlots()).isEqualTo(SlotTable.SLOTS);
	}

	@Test
	void aSnapshotFillsTheTable() {
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.a);
		assertThat(this.table.uncoveredSlots()).isZero();
	}

	@Test
	void aSlotIsUnownedOnceAWholeTopologyLeavesItOut() {
		assertThat(new SlotTable().isUnowned(SLOT)).isFalse();
		assertThat(this.table.isUnowned(SLOT)).isFalse();
		this.table.apply(TopologySnapshot.builder().node(this.a).slots("a", 0, SLOT - 1).build(2, 0));
		assertThat(this.table.isUnowned(SLOT)).isTrue();
		assertThat(this.table.isUnowned(SLOT - 1)).isFalse();
	}

	@Test
	void aMovedPatchesItsSlotAndNoOther() {
		patchToB();
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.b);
		assertThat(this.table.ownerOf(SLOT).isPatched()).isTrue();
		assertThat(this.table.ownerOf(SLOT).refutedEpoch()).isEqualTo(5);
		assertThat(this.table.ownerOf(SLOT + 1).node()).isEqualTo(this.a);
	}

	@Test
	void theSecondOfTwoPatchesThatSawTheSameOwnerLoses() {
		SlotOwner seen = this.table.ownerOf(SLOT);
		assertThat(this.table.patch(SLOT, seen, this.shardB)).isTrue();
		assertThat(this.table.patch(SLOT, seen, new Shard(primary("c", 9), List.of()))).isFalse();
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.b);
	}

	@Test
	void aPatchToTheOwnerItselfChangesNothing() {
		SlotOwner seen = this.table.ownerOf(SLOT);
		assertThat(this.table.patch(SLOT, seen, new Shard(this.a, List.of()))).isTrue();
		assertThat(this.table.ownerOf(SLOT)).isSameAs(seen);
	}

	@Test
	void d47AViewThatStillNamesTheOldOwnerDoesNotTakeAPatchBack() {
		patchToB();
		for (int version = 2; version < 600; version++) {
			this.table.apply(ownedBy(version, this.a, this.b));
			assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.b);
		}
		this.table.apply(ownedBy(600, primary("b", 6), this.a));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(primary("b", 6));
		assertThat(this.table.ownerOf(SLOT).isPatched()).isFalse();
	}

	@Test
	void d47APatchToANodeThatNoViewKnowsYetStays() {
		Endpoint stranger = new Endpoint("stranger", 1);
		this.table.patch(SLOT, this.table.ownerOf(SLOT), Shard.unknown(stranger));
		this.table.apply(ownedBy(2, this.a, this.b));
		assertThat(this.table.ownerOf(SLOT).node().endpoint()).isEqualTo(stranger);
	}

	@Test
	void aPatchedEntryLearnsWhoAnswersAtTheEndpointOfTheMoved() {
		Node c = primary("c", 4);
		this.table.patch(SLOT, this.table.ownerOf(SLOT), Shard.unknown(c.endpoint()));
		this.table.apply(ownedBy(2, this.a, c, replica("rc", "c", 4)));
		assertThat(this.table.ownerOf(SLOT).shard().nodes()).containsExactly(c, replica("rc", "c", 4));
		assertThat(this.table.ownerOf(SLOT).isPatched()).isTrue();
	}

	@Test
	void aThirdNodeNeedsAHigherEpochThanTheRefutedOne() {
		patchToB();
		this.table.apply(ownedBy(2, primary("c", 5), this.a, this.b));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.b);
		this.table.apply(ownedBy(3, primary("c", 6), this.a, this.b));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(primary("c", 6));
	}

	@Test
	void aPatchToANodeThatTheClusterForgotIsDropped() {
		patchToB();
		this.table.apply(ownedBy(2, this.a));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.a);
	}

	@Test
	void aRevertReturnsToWhomTheLastSnapshotNames() {
		patchToB();
		this.table.apply(ownedBy(2, primary("c", 5), this.a, this.b));
		SlotOwner patched = this.table.ownerOf(SLOT);
		assertThat(this.table.revert(SLOT, patched)).isTrue();
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(primary("c", 5));
		assertThat(this.table.revert(SLOT, patched)).isFalse();
	}

	@Test
	void aConfirmedOwnerCannotBeReverted() {
		assertThat(this.table.revert(SLOT, this.table.ownerOf(SLOT))).isFalse();
	}

	@Test
	void aPatchOverAPatchStillRevertsToTheSnapshotsOwner() {
		patchToB();
		this.table.patch(SLOT, this.table.ownerOf(SLOT), new Shard(primary("c", 4), List.of()));
		assertThat(this.table.ownerOf(SLOT).refutedEpoch()).isEqualTo(5);
		this.table.revert(SLOT, this.table.ownerOf(SLOT));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.a);
	}

	@Test
	void aLowerEpochIsNotAcceptedWhileTheOwnerIsKnown() {
		this.table.apply(ownedBy(2, this.b, this.a));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.a);
	}

	@Test
	void aClusterThatWasRebuiltWithLowEpochsIsAccepted() {
		this.table.apply(ownedBy(2, primary("n", 0)));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(primary("n", 0));
	}

	@Test
	void aLowerEpochIsAcceptedForASlotThatItsOwnerGaveUp() {
		this.table.apply(TopologySnapshot.builder()
			.node(this.a)
			.node(this.b)
			.slots("b", 0, SlotTable.SLOTS - 1)
			.released(BitSet.valueOf(new long[] { 1L << SLOT }))
			.build(2, 0));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.b);
		assertThat(this.table.ownerOf(SLOT + 1).node()).isEqualTo(this.a);
	}

	@Test
	void aSnapshotThatIsNotNewerIsIgnored() {
		this.table.apply(ownedBy(1, primary("c", 99)));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.a);
	}

	@Test
	void anEntryWithTheSameContentIsNotRewritten() {
		SlotOwner before = this.table.ownerOf(SLOT);
		patchToB();
		SlotOwner patched = this.table.ownerOf(SLOT);
		this.table.apply(ownedBy(2, this.a, this.b));
		assertThat(this.table.ownerOf(SLOT)).isSameAs(patched);
		assertThat(this.table.ownerOf(0)).isSameAs(before);
	}

	@Test
	void aSlotThatTheSnapshotLeavesOutIsUncoveredUnlessAMovedKnowsBetter() {
		patchToB();
		this.table.apply(TopologySnapshot.builder().node(this.a).node(this.b).slots("a", 0, 9).build(2, 0));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(this.b);
		assertThat(this.table.uncoveredSlots()).isEqualTo(SlotTable.SLOTS - 11);
	}

	@Test
	void nodesThatOnlyAMovedNamedAreTold() {
		assertThat(this.table.patchedTo()).isEmpty();
		patchToB();
		assertThat(this.table.patchedTo()).containsExactly(this.b.endpoint());
		this.table.revert(SLOT, this.table.ownerOf(SLOT));
		assertThat(this.table.patchedTo()).isEmpty();
	}

	private void patchToB() {
		assertThat(this.table.patch(SLOT, this.table.ownerOf(SLOT), this.shardB)).isTrue();
	}

}
