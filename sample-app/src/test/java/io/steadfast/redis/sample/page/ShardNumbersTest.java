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

package io.steadfast.redis.sample.page;

import java.util.Arrays;
import java.util.Set;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologySnapshotBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShardNumbers} and {@link SlotRun}, which is drawn by them.
 */
class ShardNumbersTest {

	private final ShardNumbers numbers = new ShardNumbers();

	@Test
	void areGivenByTheFirstSlot() {
		assertThat(this.numbers.of(topology("late", "early", primary("late"), primary("early"))))
			.containsEntry("early", 1)
			.containsEntry("late", 2);
	}

	@Test
	void surviveAFailover() {
		this.numbers.of(topology("b", "a", primary("a"), replica("c", "a"), primary("b")));
		assertThat(this.numbers.of(topology("c", "b", replica("a", "c"), primary("c"), primary("b"))))
			.containsEntry("c", 1)
			.containsEntry("b", 2);
	}

	@Test
	void ofAShardThatHasGoneAreGivenToTheNextOne() {
		this.numbers.of(topology("b", "a", primary("a"), primary("b")));
		this.numbers.of(topology("b", "b", primary("b")));
		assertThat(this.numbers.of(topology("b", "d", primary("b"), primary("d")))).containsEntry("b", 2)
			.containsEntry("d", 1);
	}

	@Test
	void drawTheSlots() {
		TopologySnapshot topology = topology("b", "a", primary("a"), primary("b"));
		assertThat(SlotRun.of(topology, this.numbers.of(topology))).containsExactly(new SlotRun(0, 99, 1),
				new SlotRun(100, 199, 2), new SlotRun(200, SlotTable.SLOTS - 1, 0));
	}

	/** Slots 0-99 belong to the second node named, 100-199 to the first. */
	private static TopologySnapshot topology(String ofHigh, String ofLow, Node... nodes) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder();
		Arrays.stream(nodes).forEach(builder::node);
		return builder.slots(ofLow, 0, 99).slots(ofHigh, 100, 199).build(1, 0);
	}

	private static Node primary(String id) {
		return node(id, NodeRole.PRIMARY, "");
	}

	private static Node replica(String id, String of) {
		return node(id, NodeRole.REPLICA, of);
	}

	private static Node node(String id, NodeRole role, String primaryId) {
		return new Node(id, new Endpoint(id + ".test", 6379), Set.of(), role, primaryId, 1, false);
	}

}
