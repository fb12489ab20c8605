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

import java.util.Set;

import io.steadfast.redis.topology.TopologyDiff.NodeChange;
import org.junit.jupiter.api.Test;

import static io.steadfast.redis.topology.TestTopology.ownedBy;
import static io.steadfast.redis.topology.TestTopology.primary;
import static io.steadfast.redis.topology.TestTopology.replica;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopologyDiff}.
 */
class TopologyDiffTest {

	private final Node a = primary("a", 1);

	private final Node b = primary("b", 2);

	@Test
	void twoEqualSnapshotsDifferInNothing() {
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a), ownedBy(2, primary("a", 9)));
		assertThat(diff.isEmpty()).isTrue();
		assertThat(diff.summary()).isEqualTo("nothing changed");
	}

	@Test
	void slotsMoveAsRanges() {
		TopologySnapshot before = TopologySnapshot.builder().node(this.a).node(this.b).slots("a", 0, 9).build(1, 0);
		TopologySnapshot after = TopologySnapshot.builder()
			.node(this.a)
			.node(this.b)
			.slots("a", 0, 9)
			.slots("b", 2, 4)
			.slots("b", 9, 9)
			.build(2, 0);
		TopologyDiff diff = TopologyDiff.between(before, after);
		assertThat(diff.movedSlots()).isEqualTo(4);
		assertThat(diff.summary())
			.isEqualTo("slots 2-4 moved from a:6379 to b:6379, slot 9 moved from a:6379 to b:6379");
	}

	@Test
	void aFailoverIsTwoRolesAndARange() {
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a, replica("b", "a", 1)),
				ownedBy(2, this.b, replica("a", "b", 2)));
		assertThat(diff.roleChanges()).hasSize(2);
		assertThat(diff.summary()).startsWith("slots 0-16383 moved from a:6379 to b:6379; role changed: ");
	}

	@Test
	void nodesComeAndGo() {
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a), ownedBy(2, this.b));
		assertThat(diff.added()).containsExactly(this.b);
		assertThat(diff.removed()).containsExactly(this.a);
	}

	@Test
	void aNewProcessBehindAKeptEndpointIsAReplacement() {
		Node reborn = new Node("a2", this.a.endpoint(), Set.of(), NodeRole.PRIMARY, "", 3, false);
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a), ownedBy(2, reborn));
		assertThat(diff.replaced()).containsExactly(new NodeChange(this.a, reborn));
		assertThat(diff.added()).isEmpty();
		assertThat(diff.removed()).isEmpty();
	}

	@Test
	void aNodeWithAnotherAddressIsRelocated() {
		Node elsewhere = new Node("a", new Endpoint("elsewhere", 1), Set.of(), NodeRole.PRIMARY, "", 1, false);
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a), ownedBy(2, elsewhere));
		assertThat(diff.relocated()).containsExactly(new NodeChange(this.a, elsewhere));
		assertThat(diff.movedSlots()).isZero();
	}

	@Test
	void slotsThatNobodyOwnsAnyMoreAreNamed() {
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a),
				TopologySnapshot.builder().node(this.a).build(2, 0));
		assertThat(diff.summary()).isEqualTo("slots 0-16383 moved from a:6379 to nobody");
	}

	@Test
	void theNumberOfRangesIsBoundedAndTheNumberOfSlotsTrue() {
		TopologySnapshotBuilder after = TopologySnapshot.builder().node(this.a).node(this.b).slots("a", 0, 16383);
		for (int slot = 0; slot < SlotTable.SLOTS; slot += 2) {
			after.slots("b", slot, slot);
		}
		TopologyDiff diff = TopologyDiff.between(ownedBy(1, this.a, this.b), after.build(2, 0));
		assertThat(diff.moves()).hasSize(TopologyDiff.MAX_MOVES);
		assertThat(diff.movedSlots()).isEqualTo(8192);
		assertThat(diff.summary()).hasSizeLessThan(400).contains("and more (8192 slots in all)");
	}

}
