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

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * I4 for {@link SlotTable} under random sequences of snapshots, redirects and reverts.
 */
class SlotTablePropertiesTest {

	private static final List<String> IDS = List.of("a", "b", "c", "d");

	@Property(tries = 500)
	void aRefreshNeverReplacesAHigherEpochByALowerOneOfAKnownCluster(@ForAll("steps") List<Step> steps) {
		SlotTable table = new SlotTable(1);
		long version = 0;
		for (Step step : steps) {
			SlotOwner before = table.ownerOf(0);
			switch (step.kind()) {
				case APPLY -> {
					version++;
					table.apply(step.snapshot(version));
					assertNotBackwards(before, table.ownerOf(0));
				}
				case PATCH -> {
					assertThat(table.patch(0, before, new Shard(step.owner(), List.of()))).isTrue();
					assertThat(table.ownerOf(0).node().id()).isEqualTo(step.id());
					assertThat(table.ownerOf(0).refutedEpoch()).isLessThanOrEqualTo(before.epoch());
				}
				case REVERT -> assertThat(table.revert(0, before)).isEqualTo(before.isPatched());
			}
		}
	}

	private static void assertNotBackwards(SlotOwner before, SlotOwner after) {
		if (before.isNone() || after.isNone()) {
			assertThat(before.isPatched()).isFalse();
			return;
		}
		boolean sameNode = before.node().isSameNodeAs(after.node());
		if (before.isPatched() && !sameNode) {
			assertThat(after.epoch()).isGreaterThan(before.refutedEpoch());
		}
		if (!before.isPatched()) {
			assertThat(after.epoch()).isGreaterThanOrEqualTo(before.epoch());
		}
	}

	@Provide
	Arbitrary<List<Step>> steps() {
		return Combinators
			.combine(Arbitraries.of(Kind.values()), Arbitraries.of(IDS), Arbitraries.longs().between(0, 9),
					Arbitraries.integers().between(0, 9))
			.as(Step::new)
			.list()
			.ofMaxSize(30);
	}

	private enum Kind {

		APPLY, PATCH, REVERT

	}

	/**
	 * One thing that happens to the slot; every snapshot knows all four nodes.
	 */
	private record Step(Kind kind, String id, long epoch, int luck) {

		Node owner() {
			return TestTopology.primary(this.id, this.epoch);
		}

		TopologySnapshot snapshot(long version) {
			TopologySnapshotBuilder builder = TopologySnapshot.builder();
			IDS.forEach((other) -> builder.node(TestTopology.primary(other, 0)));
			builder.node(owner());
			if (this.luck > 0) {
				builder.slots(this.id, 0, 0);
			}
			return builder.build(version, 0);
		}

	}

}
