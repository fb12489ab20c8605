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

import java.util.List;

import org.junit.jupiter.api.Test;

import static io.steadfast.redis.topology.TestTopology.primary;
import static io.steadfast.redis.topology.TestTopology.replica;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link SlotTable} makes of a MOVED that names a replica of the slot's owner.
 */
class FailedOverShardTest {

	private static final int SLOT = 42;

	private static final int OTHER = 99;

	private static final int OF_B = 100;

	private final Node a = primary("a", 5);

	private final Node r = replica("r", "a", 5);

	private final Node b = primary("b", 3);

	private final Shard ledByR = new Shard(this.r.asPrimary(), List.of(this.a));

	private final SlotTable table = new SlotTable();

	@Test
	void aMovedToAReplicaLeadsTheWholeShard() {
		failOverToR();
		assertThat(this.table.ownerOf(0).node().id()).isEqualTo("r");
		assertThat(this.table.ownerOf(OTHER).node().id()).isEqualTo("r");
		assertThat(this.table.ownerOf(OF_B).node()).isEqualTo(this.b);
	}

	@Test
	void whatIsPresumedOfAShardYieldsToAnySnapshot() {
		failOverToR();
		this.table.apply(owning(2, this.a));
		assertThat(this.table.ownerOf(SLOT).node().id()).as("told").isEqualTo("r");
		assertThat(this.table.ownerOf(OTHER).node()).as("presumed").isEqualTo(this.a);
	}

	@Test
	void whatIsPresumedOfAShardYieldsToAMovedAndIsNotPresumedAgain() {
		failOverToR();
		SlotOwner presumed = this.table.ownerOf(OTHER);
		assertThat(this.table.patch(OTHER, presumed, new Shard(this.a, List.of(this.r)))).isTrue();
		assertThat(this.table.ownerOf(OTHER).node()).isEqualTo(this.a);
		assertThat(this.table.ownerOf(0).node().id()).isEqualTo("r");
	}

	@Test
	void aCommandThatWasUnderWayKnowsWhatWasPresumed() {
		SlotOwner seen = this.table.ownerOf(OTHER);
		failOverToR();
		assertThat(this.table.patch(OTHER, seen, this.ledByR)).isTrue();
		assertThat(this.table.patch(0, seen, new Shard(this.b, List.of()))).isFalse();
		this.table.apply(owning(2, this.a));
		assertThat(this.table.ownerOf(OTHER).node().id()).as("told").isEqualTo("r");
		assertThat(this.table.ownerOf(0).node()).as("presumed").isEqualTo(this.a);
	}

	@Test
	void aPresumedOwnerThatIsUnreachableIsReverted() {
		failOverToR();
		assertThat(this.table.revert(OTHER, this.table.ownerOf(OTHER))).isTrue();
		assertThat(this.table.ownerOf(OTHER).node()).isEqualTo(this.a);
	}

	@Test
	void aSnapshotConfirmsWhatWasPresumed() {
		failOverToR();
		Node promoted = primary("r", 6);
		this.table.apply(owning(2, promoted));
		assertThat(this.table.ownerOf(SLOT).node()).isEqualTo(promoted);
		assertThat(this.table.ownerOf(OTHER).node()).isEqualTo(promoted);
		assertThat(this.table.ownerOf(OTHER).isPatched()).isFalse();
	}

	private void failOverToR() {
		this.table.apply(owning(1, this.a));
		assertThat(this.table.patch(SLOT, this.table.ownerOf(SLOT), this.ledByR)).isTrue();
	}

	/**
	 * The slots 0 to 99 belong to the first shard.
	 */
	private TopologySnapshot owning(long version, Node primary) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder().node(primary).node(this.b);
		if (primary == this.a) {
			builder.node(this.r);
		}
		return builder.slots(primary.id(), 0, OF_B - 1).slots("b", OF_B, SlotTable.SLOTS - 1).build(version, 0);
	}

}
