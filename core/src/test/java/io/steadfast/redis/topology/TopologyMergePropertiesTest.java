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
 * I4 and I9 for {@link TopologyMerge} under random views.
 */
class TopologyMergePropertiesTest {

	private static final List<String> IDS = List.of("a", "b", "c");

	@Property(tries = 300)
	void theEpochOfASlotNeverFallsUnlessItsOwnerGaveItUp(@ForAll("rounds") List<List<Said>> rounds) {
		TopologyMerge.Result result = TopologyMerge.merge(TopologySnapshot.empty(), List.of(), LeftOutSlots.none(), 0);
		for (List<Said> round : rounds) {
			TopologySnapshot before = result.snapshot();
			List<TopologyView> views = round.stream().map(Said::view).toList();
			result = TopologyMerge.merge(before, views, result.leftOut(), 0);
			TopologySnapshot after = result.snapshot();
			if (before.covers(0) && after.covers(0) && !after.isReleased(0)) {
				assertThat(after.ownerOf(0).epoch()).isGreaterThanOrEqualTo(before.ownerOf(0).epoch());
			}
		}
	}

	@Property(tries = 300)
	void theOrderOfTheViewsDoesNotMatter(@ForAll("round") List<Said> round) {
		List<TopologyView> views = round.stream().map(Said::view).toList();
		List<TopologyView> reversed = views.stream()
			.sorted((one, other) -> other.sourceId().compareTo(one.sourceId()))
			.toList();
		TopologySnapshot one = merged(views);
		assertThat(merged(reversed).hasSameContentAs(one)).isTrue();
	}

	private static TopologySnapshot merged(List<TopologyView> views) {
		return TopologyMerge.merge(TopologySnapshot.empty(), views, LeftOutSlots.none(), 0).snapshot();
	}

	@Provide
	Arbitrary<List<List<Said>>> rounds() {
		return round().list().ofMinSize(1).ofMaxSize(6);
	}

	@Provide
	Arbitrary<List<Said>> round() {
		return Combinators
			.combine(Arbitraries.of(IDS), Arbitraries.of(IDS), Arbitraries.longs().between(0, 5),
					Arbitraries.integers().between(0, 4))
			.as(Said::new)
			.list()
			.uniqueElements(Said::source)
			.ofMinSize(1)
			.ofMaxSize(3);
	}

	/**
	 * One node says who owns slot 0; every node knows all three.
	 */
	private record Said(String source, String owner, long epoch, int luck) {

		TopologyView view() {
			ViewText text = ViewText.of(this.source);
			for (String id : IDS) {
				boolean owns = id.equals(this.owner);
				text.primary(id, owns ? this.epoch : 0, (owns && this.luck > 0) ? "0" : "1" + IDS.indexOf(id));
			}
			return text.parsed();
		}

	}

}
