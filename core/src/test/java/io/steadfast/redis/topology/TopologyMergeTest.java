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

import io.steadfast.redis.topology.TopologyMerge.RejectedView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopologyMerge}.
 */
class TopologyMergeTest {

	private static final String LOW = "0-8191";

	private static final String HIGH = "8192-16383";

	private final TopologySnapshot current = merge(TopologySnapshot.empty(), healthy("a"), healthy("b")).snapshot();

	@Test
	void viewsThatAgreeMakeASnapshot() {
		assertThat(this.current.coveredSlots()).isEqualTo(SlotTable.SLOTS);
		assertThat(this.current.shardOf(0).nodes()).extracting(Node::id).containsExactly("a", "ra");
		assertThat(this.current.version()).isOne();
		TopologyMerge.Result next = merge(this.current, healthy("ra"), healthy("rb"));
		assertThat(next.disagreed()).isFalse();
		assertThat(next.snapshot().version()).isEqualTo(2);
		assertThat(next.snapshot().hasSameContentAs(this.current)).isTrue();
	}

	@Test
	void theHigherEpochWinsWhoeverSaysIt() {
		TopologyView promoted = ViewText.of("ra")
			.primary("ra", 9, LOW)
			.replica("a", "ra", 9)
			.primary("b", 2, HIGH)
			.replica("rb", "b", 2)
			.parsed();
		TopologyMerge.Result result = merge(this.current, healthy("a"), healthy("b"), promoted);
		assertThat(result.disagreed()).isTrue();
		assertThat(result.snapshot().shardOf(0).primary().id()).isEqualTo("ra");
		assertThat(result.snapshot().shardOf(0).replicas()).extracting(Node::id).containsExactly("a");
	}

	@Test
	void ofTwoClaimsWithOneEpochTheCurrentOwnersCounts() {
		TopologyView other = ViewText.of("b").primary("a", 1, "").primary("b", 1, "0-16383").parsed();
		assertThat(merge(this.current, healthy("a"), other).snapshot().shardOf(0).primary().id()).isEqualTo("a");
	}

	@Test
	void aViewThatIsOlderThanTheCurrentSnapshotDoesNotTakeASlotBack() {
		TopologySnapshot moved = merge(this.current, movedToB("a"), movedToB("b")).snapshot();
		assertThat(moved.shardOf(0).primary().id()).isEqualTo("b");
		TopologySnapshot after = merge(moved, healthy("ra"), healthy("rb")).snapshot();
		assertThat(after.shardOf(0).primary().id()).isEqualTo("b");
		assertThat(after.shardOf(0).primary().configEpoch()).isEqualTo(9);
	}

	@Test
	void anOwnerThatDoesNotClaimASlotItselfHasGivenItUp() {
		TopologySnapshot moved = merge(this.current, movedToB("a"), movedToB("b")).snapshot();
		TopologyView back = ViewText.of("b").primary("a", 1, LOW).primary("b", 9, HIGH).parsed();
		TopologySnapshot after = merge(moved, back, healthy("a")).snapshot();
		assertThat(after.shardOf(0).primary().id()).isEqualTo("a");
		assertThat(after.isReleased(0)).isTrue();
	}

	@Test
	void aClusterThatWasRebuiltWithLowEpochsIsAccepted() {
		TopologyView rebuilt = ViewText.of("n").primary("n", 0, "0-16383").parsed();
		TopologySnapshot after = merge(this.current, rebuilt).snapshot();
		assertThat(after.shardOf(0).primary().id()).isEqualTo("n");
		assertThat(after.knowsId("a")).isFalse();
	}

	@Test
	void d44ADepartedNodeWithAnOldViewIsOutvotedAndForgotten() {
		TopologyView departed = ViewText.of("x")
			.primary("x", 1, LOW)
			.primary("a", 1, "")
			.primary("b", 1, HIGH)
			.primary("old", 1, "")
			.parsed();
		TopologySnapshot stale = merge(TopologySnapshot.empty(), departed).snapshot();
		assertThat(stale.shardOf(0).primary().id()).isEqualTo("x");
		TopologyMerge.Result result = merge(stale, departed, movedToB("a"), movedToB("b"));
		assertThat(result.snapshot().shardOf(0).primary()).isEqualTo(TestTopology.primary("b", 9));
		assertThat(result.snapshot().nodes()).extracting(Node::id).containsExactlyInAnyOrder("a", "b");
		assertThat(result.rejected())
			.containsExactly(new RejectedView(ViewText.endpoint("x"), "is known to itself alone"));
	}

	@Test
	void d44ADepartedOwnerWithAHighEpochLosesItsSlotsToo() {
		TopologySnapshot stale = merge(TopologySnapshot.empty(), movedToB("a"), movedToB("b")).snapshot();
		TopologyView without = ViewText.of("a").primary("a", 1, "0-16383").replica("ra", "a", 1).parsed();
		TopologyView departed = movedToB("b");
		TopologyView second = ViewText.of("ra").primary("a", 1, "0-16383").replica("ra", "a", 1).parsed();
		TopologySnapshot after = merge(stale, departed, without, second).snapshot();
		assertThat(after.shardOf(16383).primary().id()).isEqualTo("a");
		assertThat(after.knowsId("b")).isFalse();
	}

	@Test
	void d10ANewReplicaThatShowsPrimariesWithoutSlotsUncoversNothing() {
		TopologyMerge.Result alone = merge(this.current, joining("new"));
		assertThat(alone.believed()).isFalse();
		assertThat(alone.snapshot()).isSameAs(this.current);
		TopologyMerge.Result two = merge(this.current, joining("new"), joining("newer"));
		assertThat(two.snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
		TopologyMerge.Result withOther = merge(this.current, joining("new"), healthy("a"));
		assertThat(withOther.snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
		assertThat(withOther.rejected())
			.containsExactly(new RejectedView(ViewText.endpoint("new"), "shows no slot at all"));
	}

	@Test
	void aSlotThatOneViewLeavesOutKeepsItsOwner() {
		assertThat(merge(this.current, onlyHigh("b")).snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
	}

	@Test
	void aSlotThatTwoViewsLeaveOutIsUncovered() {
		assertThat(merge(this.current, onlyHigh("a"), onlyHigh("b")).snapshot().coveredSlots()).isEqualTo(8192);
	}

	@Test
	void aSingleWitnessIsBelievedTheThirdTime() {
		TopologyMerge.Result result = merge(this.current, onlyHigh("b"));
		result = merge(result, onlyHigh("b"));
		assertThat(result.snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
		result = merge(result, onlyHigh("b"));
		assertThat(result.snapshot().coveredSlots()).isEqualTo(8192);
	}

	@Test
	void aWitnessThatWasContradictedMeanwhileBeginsAnew() {
		TopologyMerge.Result result = merge(this.current, onlyHigh("b"));
		result = merge(result, onlyHigh("b"));
		result = merge(result, healthy("b"));
		result = merge(result, onlyHigh("b"));
		assertThat(result.snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
	}

	@Test
	void aRowThatCouldNotBeReadIsNoEvidenceThatItsSlotsAreGone() {
		TopologyView one = ViewText.of("a").primary("b", 2, HIGH).raw("a garbage").parsed();
		TopologyView two = ViewText.of("b").primary("b", 2, HIGH).raw("a garbage").parsed();
		assertThat(merge(this.current, one, two).snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
	}

	@Test
	void aFailedPrimaryKeepsItsSlotsUntilSomebodyElseClaimsThem() {
		TopologyView failed = ViewText.of("b").row("a", "master,fail", "-", 1, LOW).primary("b", 2, HIGH).parsed();
		Node owner = merge(this.current, failed, failed).snapshot().shardOf(0).primary();
		assertThat(owner.id()).isEqualTo("a");
		assertThat(owner.failing()).isTrue();
	}

	@Test
	void aFailedReplicaIsNotPartOfTheSnapshot() {
		TopologyView failed = ViewText.of("b")
			.primary("a", 1, LOW)
			.row("ra", "slave,fail", "a", 1, "")
			.primary("b", 2, HIGH)
			.parsed();
		assertThat(merge(this.current, failed).snapshot().knowsId("ra")).isFalse();
	}

	@Test
	void aNodeThatMostViewsDoNotListYetWaits() {
		TopologyView early = ViewText.of("a").primary("a", 1, LOW).primary("b", 2, HIGH).primary("new", 3, "").parsed();
		TopologySnapshot after = merge(this.current, early, healthy("b"), healthy("ra")).snapshot();
		assertThat(after.knowsId("new")).isFalse();
	}

	@Test
	void aNodeAskedByTwoNamesHasOneVote() {
		TopologyView again = TopologyViewParser.parse(onlyHighText("b"), new Endpoint("other-name", 1));
		assertThat(merge(this.current, onlyHigh("b"), again).snapshot().coveredSlots()).isEqualTo(SlotTable.SLOTS);
	}

	@Test
	void ofTwoNodesThatDoNotKnowEachOtherTheHigherEpochHasTheWord() {
		TopologyView one = ViewText.of("x").primary("x", 1, "0-16383").parsed();
		TopologyView two = ViewText.of("y").primary("y", 5, "0-16383").parsed();
		assertThat(merge(TopologySnapshot.empty(), one, two).snapshot().shardOf(0).primary().id()).isEqualTo("y");
	}

	@Test
	void nothingReadableLeavesEverythingAsItIs() {
		TopologyMerge.Result result = merge(this.current, ViewText.of("a").raw("garbage").parsed());
		assertThat(result.believed()).isFalse();
		assertThat(result.snapshot()).isSameAs(this.current);
	}

	private static TopologyMerge.Result merge(TopologySnapshot current, TopologyView... views) {
		return TopologyMerge.merge(current, List.of(views), LeftOutSlots.none(), 0);
	}

	private static TopologyMerge.Result merge(TopologyMerge.Result before, TopologyView... views) {
		return TopologyMerge.merge(before.snapshot(), List.of(views), before.leftOut(), 0);
	}

	private static TopologyView healthy(String source) {
		return ViewText.of(source)
			.primary("a", 1, LOW)
			.replica("ra", "a", 1)
			.primary("b", 2, HIGH)
			.replica("rb", "b", 2)
			.parsed();
	}

	private static TopologyView movedToB(String source) {
		return ViewText.of(source).primary("a", 1, "").primary("b", 9, "0-16383").parsed();
	}

	private static TopologyView joining(String source) {
		return ViewText.of(source).replica(source, "a", 0).primary("a", 0, "").primary("b", 0, "").parsed();
	}

	private static TopologyView onlyHigh(String source) {
		return TopologyViewParser.parse(onlyHighText(source), ViewText.endpoint(source));
	}

	private static String onlyHighText(String source) {
		return ViewText.of(source).primary("a", 1, "").primary("b", 2, HIGH).text();
	}

}
