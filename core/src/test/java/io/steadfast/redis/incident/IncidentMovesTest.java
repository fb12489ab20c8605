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

package io.steadfast.redis.incident;

import org.junit.jupiter.api.Test;

import static io.steadfast.redis.incident.WatchedCluster.replica;
import static io.steadfast.redis.incident.WatchedCluster.shards;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IncidentTracker}: what it takes slots for that move between shards.
 */
class IncidentMovesTest {

	private final WatchedCluster cluster = new WatchedCluster();

	@Test
	void slotsThatMoveBetweenPrimariesThatStayAreAResharding() {
		this.cluster.saw(3, Sign.ASKED, "a", "b");
		this.cluster.pass(200);
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind)
			.containsExactly(IncidentKind.RESHARDING);
		this.cluster.publish((topology) -> {
			shards(topology, "abc");
			topology.slots("b", 0, 9).slots("b", 20, 20);
		});
		this.cluster.saw(Sign.REPEATED_IN_MIGRATION, "a");
		this.cluster.pass(1_000);
		this.cluster.publish((topology) -> {
			shards(topology, "abc");
			topology.slots("b", 0, 10).slots("b", 20, 20);
		});
		Incident incident = this.cluster.only();
		assertThat(incident.summary())
			.isEqualTo("shard 1 gave slots away in 1.2 s: 3 redirects, 1 retries, 0 surfaced, "
					+ "slots 0-10,20 moved from a:6379 to b:6379");
		assertThat(incident.slotsMoved()).isEqualTo(12);
	}

	@Test
	void aNewPrimaryThatGainsSlotsFromSeveralIsAScaleOut() {
		this.cluster.publish((topology) -> {
			shards(topology, "abcd");
		});
		this.cluster.saw(Sign.ASKED, "a");
		this.cluster.pass(500);
		this.cluster.publish((topology) -> {
			shards(topology, "abcd");
			topology.slots("d", 0, 99);
		});
		this.cluster.saw(50, Sign.MOVED, "a", "d");
		this.cluster.saw(2, Sign.ASKED, "b", "d");
		this.cluster.pass(500);
		this.cluster.publish((topology) -> {
			shards(topology, "abcd");
			topology.slots("d", 0, 99).slots("d", 6000, 6099).slots("d", 11000, 11099);
		});
		this.cluster.saw(50, Sign.MOVED, "b", "d");
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.SCALE_OUT);
		assertThat(incident.shard()).isEqualTo(4);
		assertThat(incident.slotsMoved()).isEqualTo(300);
		assertThat(incident.redirects()).isEqualTo(103);
		assertThat(incident.transfers()).extracting((transfer) -> transfer.from().host())
			.containsExactly("a", "b", "c");
	}

	@Test
	void aPrimaryThatLosesAllItsSlotsIsAScaleIn() {
		this.cluster.publish((topology) -> {
			shards(topology, "abc");
			topology.slots("a", 10923, 14000);
		});
		this.cluster.pass(1_000);
		this.cluster.publish((topology) -> {
			shards(topology, "abc");
			topology.slots("a", 10923, 14000).slots("b", 14001, 16383);
		});
		this.cluster.pass(1_000);
		this.cluster.saw(Sign.UNREACHABLE, "c");
		this.cluster.publish((topology) -> {
			shards(topology, "ab");
			topology.slots("a", 10923, 14000).slots("b", 14001, 16383);
		});
		this.cluster.saw(Sign.UNREACHABLE, "c");
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.SCALE_IN);
		assertThat(incident.shard()).isEqualTo(3);
		assertThat(incident.slotsMoved()).isEqualTo(5461);
	}

	@Test
	void aPrimaryThatBecomesAReplicaOfTheOneThatTookItsLastSlotIsAScaleInToo() {
		this.cluster.publish((topology) -> {
			shards(topology, "ab");
			topology.slots("b", 10923, 16383).node(replica("c", "b")).node(replica("cr", "b"));
		});
		assertThat(this.cluster.only().kind()).isEqualTo(IncidentKind.SCALE_IN);
	}

}
