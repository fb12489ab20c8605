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
import java.util.Map;
import java.util.Set;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologySnapshotBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for {@link ShardNumbers} and {@link SlotRun}, which is drawn by them.
 */
class ShardNumbersTest {

	private static Map<String, Integer> numbers(TopologySnapshot topology, Map<String, Integer> ofIncidents) {
		return ShardNumbers.of(topology, (id) -> ofIncidents.getOrDefault(id, 0));
	}

	@Test
	void areThoseOfTheIncidentsInTheOrderOfTheSlots() {
		assertThat(numbers(topology("late", "early", primary("late"), primary("early")), Map.of("early", 3, "late", 1)))
			.containsExactly(entry("early", 3), entry("late", 1));
	}

	@Test
	void ofShardsThatNoIncidentKnowsAreFreeOnes() {
		assertThat(numbers(topology("late", "early", primary("late"), primary("early")), Map.of("late", 1)))
			.containsExactly(entry("early", 2), entry("late", 1));
	}

	@Test
	void areNotGivenTwice() {
		assertThat(numbers(topology("late", "early", primary("late"), primary("early")), Map.of("early", 1, "late", 1)))
			.containsExactly(entry("early", 1), entry("late", 2));
	}

	@Test
	void drawTheSlots() {
		TopologySnapshot topology = topology("b", "a", primary("a"), primary("b"));
		assertThat(SlotRun.of(topology, numbers(topology, Map.of()))).containsExactly(new SlotRun(0, 99, 1),
				new SlotRun(100, 199, 2), new SlotRun(200, SlotTable.SLOTS - 1, 0));
	}

	/** Slots 0-99 belong to the second node named, 100-199 to the first. */
	private static TopologySnapshot topology(String ofHigh, String ofLow, Node... nodes) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder();
		Arrays.stream(nodes).forEach(builder::node);
		return builder.slots(ofLow, 0, 99).slots(ofHigh, 100, 199).build(1, 0);
	}

	private static Node primary(String id) {
		return new Node(id, new Endpoint(id + ".test", 6379), Set.of(), NodeRole.PRIMARY, "", 1, false);
	}

}
