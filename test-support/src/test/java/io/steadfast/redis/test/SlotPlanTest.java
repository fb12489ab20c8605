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

package io.steadfast.redis.test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.steadfast.redis.test.SlotPlan.Transfer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slots move evenly, and no more of them than needed.
 */
class SlotPlanTest {

	private final Map<String, List<Integer>> owned = new LinkedHashMap<>();

	@Test
	void anEmptyOwnerGetsItsShareFromAllOthers() {
		own("a", 0, 6);
		own("b", 6, 12);
		own("c", 12, 12);
		List<Transfer<String>> transfers = new SlotPlan<>(this.owned).even();
		assertThat(transfers).containsExactly(new Transfer<>("a", "c", List.of(4, 5)),
				new Transfer<>("b", "c", List.of(10, 11)));
	}

	@Test
	void whatIsEvenStaysAsItIs() {
		own("a", 0, 4);
		own("b", 4, 9);
		assertThat(new SlotPlan<>(this.owned).even()).isEmpty();
	}

	@Test
	void aLeavingOwnerGivesEqualPartsToTheOthers() {
		own("a", 0, 3);
		own("b", 3, 7);
		own("c", 7, 8);
		assertThat(new SlotPlan<>(this.owned).without("b")).containsExactly(new Transfer<>("b", "a", List.of(3, 4)),
				new Transfer<>("b", "c", List.of(5, 6)));
	}

	@Test
	void allSlotsOfARealClusterAreStillOwnedOnceAfterwards() {
		own("a", 0, 16_384);
		own("b", 0, 0);
		own("c", 0, 0);
		List<Transfer<String>> transfers = new SlotPlan<>(this.owned).even();
		assertThat(transfers).extracting((transfer) -> transfer.slots().size()).containsExactly(5461, 5461);
		assertThat(transfers.stream().flatMap((transfer) -> transfer.slots().stream())).doesNotHaveDuplicates();
	}

	private void own(String owner, int from, int to) {
		this.owned.put(owner, IntStream.range(from, to).boxed().toList());
	}

}
