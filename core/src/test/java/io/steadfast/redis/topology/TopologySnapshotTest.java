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

import java.time.Duration;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static io.steadfast.redis.topology.TestTopology.ownedBy;
import static io.steadfast.redis.topology.TestTopology.primary;
import static io.steadfast.redis.topology.TestTopology.replica;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link TopologySnapshot}.
 */
class TopologySnapshotTest {

	private final TopologySnapshot snapshot = TopologySnapshot.builder()
		.node(primary("a", 1))
		.node(replica("ra", "a", 1))
		.node(primary("b", 2))
		.slots("a", 0, 99)
		.slots("b", 100, 199)
		.build(7, 1_000);

	@Test
	void nobodyOwnsAnythingBeforeTheFirstRefresh() {
		assertThat(TopologySnapshot.empty().coveredSlots()).isZero();
		assertThat(TopologySnapshot.empty().covers(0)).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> TopologySnapshot.empty().shardOf(0));
	}

	@Test
	void aSlotLeadsToItsShardWithReplicas() {
		assertThat(this.snapshot.shardOf(99).nodes()).containsExactly(primary("a", 1), replica("ra", "a", 1));
		assertThat(this.snapshot.shardOf(100).primary()).isEqualTo(primary("b", 2));
		assertThat(this.snapshot.coveredSlots()).isEqualTo(200);
		assertThat(this.snapshot.slotsOf("b").cardinality()).isEqualTo(100);
	}

	@Test
	void theNodeInChargeIsFoundWhereTheOneThatItReplacedIsStillListed() {
		Node inCharge = primary("b", 2);
		Node replaced = new Node("old", inCharge.endpoint(), Set.of(), NodeRole.REPLICA, "b", 2, false);
		TopologySnapshot both = TopologySnapshot.builder().node(inCharge).node(replaced).slots("b", 0, 99).build(1, 0);

		assertThat(both.nodeAt(inCharge.endpoint())).isEqualTo(inCharge);
	}

	@Test
	void aNodeIsFoundByEndpointAliasAndId() {
		Endpoint name = new Endpoint("name", 1);
		Endpoint address = new Endpoint("10.0.0.1", 1);
		Node node = new Node("a", name, Set.of(address), NodeRole.PRIMARY, "", 1, false);
		TopologySnapshot aliased = ownedBy(1, node);
		assertThat(aliased.knows(address)).isTrue();
		assertThat(aliased.nodeAt(address)).isEqualTo(aliased.nodeAt(name)).isEqualTo(aliased.nodeWithId("a"));
	}

	@Test
	void anEndpointThatNobodyHasLeadsToAnUnknownNode() {
		Endpoint stranger = new Endpoint("stranger", 1);
		assertThat(this.snapshot.knows(stranger)).isFalse();
		assertThat(this.snapshot.nodeAt(stranger).isKnown()).isFalse();
		assertThatIllegalArgumentException().isThrownBy(() -> this.snapshot.nodeWithId("stranger"));
	}

	@Test
	void aMovedToAReplicaMeansThatItLeadsItsShardNow() {
		Shard shard = this.snapshot.shardLedBy(ViewText.endpoint("ra"));
		assertThat(shard.primary()).isEqualTo(replica("ra", "a", 1).asPrimary());
		assertThat(shard.replicas()).containsExactly(primary("a", 1));
	}

	@Test
	void aMovedToAStrangerMakesAShardOfOne() {
		assertThat(this.snapshot.shardLedBy(new Endpoint("stranger", 1)))
			.isEqualTo(Shard.unknown(new Endpoint("stranger", 1)));
	}

	@Test
	void aNodeThatIsThereWinsItsEndpointOverOneThatIsDown() {
		Endpoint shared = new Endpoint("kept", 1);
		Node down = new Node("z", shared, Set.of(), NodeRole.PRIMARY, "", 1, true);
		Node there = new Node("b", shared, Set.of(), NodeRole.PRIMARY, "", 2, false);
		assertThat(TopologySnapshot.builder().node(there).node(down).build(1, 0).nodeAt(shared)).isEqualTo(there);
	}

	@Test
	void versionAndTimeAreNoContent() {
		TopologySnapshot later = ownedBy(9, primary("a", 1));
		assertThat(later.hasSameContentAs(ownedBy(8, primary("a", 1)))).isTrue();
		assertThat(later.hasSameContentAs(ownedBy(8, primary("a", 2)))).isFalse();
		assertThat(this.snapshot.age(2_000)).isEqualTo(Duration.ofNanos(1_000));
	}

	@Test
	void onlyAPrimaryCanOwnSlots() {
		assertThatIllegalArgumentException().isThrownBy(() -> TopologySnapshot.builder()
			.node(primary("a", 1))
			.node(replica("ra", "a", 1))
			.slots("ra", 0, 0)
			.build(1, 0));
	}

}
