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
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A refresh goes from run to run. Slots that lie next to each other, whose runs are cut
 * and joined in every way, have to come to what they would far apart from each other,
 * where each is a run of its own.
 */
class SlotRunPropertiesTest {

	private static final List<String> IDS = List.of("a", "b", "c");

	private static final int SLOTS = 8;

	private static final IntUnaryOperator NEIGHBOURS = (number) -> number;

	private static final IntUnaryOperator APART = (number) -> 2_000 * number + 17;

	@Property(tries = 1_000)
	void neighboursAreDecidedAsIfEachWereAlone(@ForAll("rounds") List<List<Said>> rounds) {
		Cluster close = new Cluster(NEIGHBOURS);
		Cluster apart = new Cluster(APART);
		for (List<Said> round : rounds) {
			close.hear(round);
			apart.hear(round);
			assertThat(close.known()).as("%s", round).isEqualTo(apart.known());
			assertThat(close.moved()).as("%s", round).isEqualTo(apart.moved());
			assertThat(close.changed()).as("%s", round).isEqualTo(apart.changed());
			assertThat(close.last.snapshot().coveredSlots()).isEqualTo(apart.last.snapshot().coveredSlots());
		}
	}

	@Provide
	Arbitrary<List<List<Said>>> rounds() {
		return said().list().uniqueElements(Said::source).ofMinSize(1).ofMaxSize(3).list().ofMinSize(1).ofMaxSize(6);
	}

	private static Arbitrary<Said> said() {
		Arbitrary<List<String>> owners = Arbitraries.of("a", "a", "b", "c", "nobody").list().ofSize(SLOTS);
		Arbitrary<List<Long>> epochs = Arbitraries.longs().between(1, 3).list().ofSize(IDS.size());
		return Combinators.combine(Arbitraries.of(IDS), owners, epochs).as(Said::new);
	}

	/** A cluster whose slots lie somewhere, as it is known after each round. */
	private static final class Cluster {

		private final IntUnaryOperator places;

		private final SlotTable table = new SlotTable();

		private TopologySnapshot before = TopologySnapshot.empty();

		private TopologyMerge.Result last = TopologyMerge.merge(this.before, List.of(), LeftOutSlots.none(), 0);

		Cluster(IntUnaryOperator places) {
			this.places = places;
		}

		void hear(List<Said> round) {
			this.before = this.last.snapshot();
			List<TopologyView> views = round.stream().map((said) -> said.view(this.places)).toList();
			this.last = TopologyMerge.merge(this.before, views, this.last.leftOut(), 0);
			this.table.apply(this.last.snapshot());
		}

		List<String> known() {
			TopologySnapshot snapshot = this.last.snapshot();
			return IntStream.range(0, SLOTS)
				.map(this.places)
				.mapToObj((slot) -> snapshot.ownerOf(slot) + (snapshot.isReleased(slot) ? ", released" : "")
						+ ", in its set: "
						+ IDS.stream().filter((id) -> snapshot.slotsOf(id).get(slot)).collect(Collectors.joining())
						+ ", in the table: " + this.table.ownerOf(slot))
				.toList();
		}

		int moved() {
			return TopologyDiff.between(this.before, this.last.snapshot()).movedSlots();
		}

		boolean changed() {
			return !this.last.snapshot().hasSameContentAs(this.before);
		}

	}

	/**
	 * What one node says.
	 *
	 * @param source its id
	 * @param owners of each slot
	 * @param epochs of each node
	 */
	private record Said(String source, List<String> owners, List<Long> epochs) {

		TopologyView view(IntUnaryOperator places) {
			ViewText text = ViewText.of(this.source);
			for (int node = 0; node < IDS.size(); node++) {
				String id = IDS.get(node);
				String slots = IntStream.range(0, SLOTS)
					.filter((number) -> this.owners.get(number).equals(id))
					.mapToObj((number) -> String.valueOf(places.applyAsInt(number)))
					.collect(Collectors.joining(" "));
				text.primary(id, this.epochs.get(node), slots);
			}
			return text.parsed();
		}

	}

}
