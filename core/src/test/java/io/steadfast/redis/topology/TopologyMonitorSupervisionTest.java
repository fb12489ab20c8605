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
import java.util.List;
import java.util.concurrent.CompletionStage;

import io.steadfast.redis.topology.RefreshOutcome.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static io.steadfast.redis.topology.MonitoredCluster.IDS;
import static io.steadfast.redis.topology.MonitoredCluster.owned;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopologyMonitor}: that it looks often enough, and goes on whatever
 * happens to a refresh.
 */
class TopologyMonitorSupervisionTest {

	private final MonitoredCluster cluster = new MonitoredCluster();

	private final TopologyMonitor monitor = this.cluster.monitor;

	@BeforeEach
	void aHealthyClusterIsKnown() {
		this.cluster.start();
		this.cluster.advance(2_000);
	}

	@ParameterizedTest
	@EnumSource(value = RefreshTrigger.class, names = { "START", "PERIOD", "FOLLOW_UP", "USER" }, mode = Mode.EXCLUDE)
	void aPromotionIsFoundThoughTheFirstViewsAfterTheSignalWereCompleteAndOld(RefreshTrigger signal) {
		this.cluster.refresh(signal);
		assertThat(this.monitor.lastOutcome().status()).isEqualTo(Status.UNCHANGED);
		this.cluster.advance(1_500);
		this.cluster.ownedBy("b", 8);
		this.cluster.advance(1_000);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("b");
	}

	@Test
	void aLatePromotionIsFoundWithinElevenSeconds() {
		this.cluster.refresh(RefreshTrigger.DISCONNECT);
		this.cluster.advance(8_000);
		this.cluster.ownedBy("b", 8);
		this.cluster.advance(3_000);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("b");
	}

	@Test
	void aSignalIsFollowedByThreeMoreLooksAndThenByNone() {
		this.cluster.refresh(RefreshTrigger.CONNECT_FAILURE);
		this.cluster.advance(12_000);
		assertThat(this.cluster.refreshes()).isEqualTo(4);
		this.cluster.advance(12_000);
		assertThat(this.cluster.asked()).isEmpty();
	}

	@Test
	void aSignalThatMeetsAQueuedPeriodicRefreshIsFollowedUpAsWell() {
		this.monitor.request(RefreshTrigger.PERIOD);
		this.monitor.request(RefreshTrigger.DISCONNECT);
		this.cluster.advance(12_000);
		assertThat(this.cluster.refreshes()).isEqualTo(4);
	}

	@Test
	void whatAUserAsksForIsLookedAtOnce() {
		this.cluster.refresh(RefreshTrigger.USER);
		this.cluster.advance(12_000);
		assertThat(this.cluster.refreshes()).isOne();
	}

	@Test
	void aThousandSignalsInASecondCostNoMoreThanTheIntervalAllows() {
		for (int i = 0; i < 1_000; i++) {
			this.monitor.request(RefreshTrigger.DISCONNECT);
			this.cluster.advance(1);
		}
		assertThat(this.cluster.refreshes()).isLessThanOrEqualTo(5);
		this.cluster.advance(12_000);
		assertThat(this.cluster.refreshes()).isLessThanOrEqualTo(5);
	}

	@Test
	void aRefreshThatNeverEndsIsGivenUpAndTheNextOneRuns() {
		this.cluster.scheduler.delayNextTask(Duration.ofDays(1));
		CompletionStage<TopologySnapshot> stuck = this.monitor.refresh(RefreshTrigger.DISCONNECT);
		this.cluster.scheduler.settle();
		CompletionStage<TopologySnapshot> next = this.monitor.refresh(RefreshTrigger.REDIRECT);
		this.cluster.ownedBy("b", 8);
		this.cluster.advance(2_900);
		assertThat(next.toCompletableFuture()).isNotDone();
		this.cluster.advance(1_200);
		assertThat(stuck.toCompletableFuture()).isCompletedExceptionally();
		assertThat(next.toCompletableFuture()).isCompleted();
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("b");
	}

	@Test
	void whatARefreshSaysAfterItWasGivenUpIsNotPublished() {
		this.cluster.scheduler.delayNextTask(Duration.ofSeconds(5));
		this.monitor.request(RefreshTrigger.DISCONNECT);
		this.cluster.scheduler.settle();
		this.monitor.request(RefreshTrigger.DISCONNECT);
		this.cluster.ownedBy("b", 8);
		this.cluster.advance(4_500);
		TopologySnapshot newest = this.monitor.current();
		assertThat(newest.shardOf(7).primary().id()).isEqualTo("b");
		this.cluster.ownedBy("b", 8);
		this.cluster.advance(600);
		assertThat(this.monitor.current()).isSameAs(newest);
	}

	@Test
	void twoNodesThatAnswerAmongManySilentOnesDoNotKeepTheSeedsFromBeingAsked() {
		List.of("c", "d", "e", "f").forEach(this.cluster.source::refuses);
		List.of("a", "b").forEach(this.cluster.source::isOpen);
		for (int i = 0; i < 4; i++) {
			this.cluster.refresh(RefreshTrigger.USER);
		}
		this.cluster.asked();
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.cluster.asked()).contains("seed");
	}

	@Test
	void aPreparationWhoseEndIsLostStopsNoLaterRefresh() {
		this.cluster.ownedBy("b", 8);
		this.cluster.preparing = () -> this.cluster.scheduler.delayNextTask(Duration.ofDays(1));
		this.monitor.request(RefreshTrigger.REDIRECT);
		this.cluster.advance(2_000);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("a");
		this.cluster.preparing = () -> {
		};
		this.cluster.advance(3_000);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("b");
	}

	@Test
	void aPreparationThatBreaksDownStopsNoLaterRefresh() {
		this.cluster.ownedBy("b", 8);
		this.cluster.preparing = () -> {
			throw new NoClassDefFoundError("broken");
		};
		this.monitor.request(RefreshTrigger.REDIRECT);
		this.cluster.advance(100);
		assertThat(this.monitor.lastOutcome().status()).isEqualTo(Status.FAILED);
		this.cluster.preparing = () -> {
		};
		this.cluster.advance(1_500);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("b");
	}

	@Test
	void whereMostKnownNodesAreSilentTheSeedsAreAskedThoughOneNodeAnswers() {
		List.of("b", "c", "d", "e", "f").forEach(this.cluster.source::refuses);
		this.cluster.source.answers(MonitoredCluster.SEED, owned("x", "x", 9));
		this.cluster.source.answers(ViewText.endpoint("x"), owned("x", "x", 9));
		this.cluster.source.isOpen("a");
		this.cluster.refresh(RefreshTrigger.CONNECT_FAILURE);
		assertThat(this.cluster.asked()).contains("a", "seed");
		this.cluster.refresh(RefreshTrigger.CONNECT_FAILURE);
		assertThat(this.cluster.asked()).contains("seed");
	}

	@Test
	void aSeedIsAskedThoughItsNameIsAnAliasOfANodeThatIsGone() {
		IDS.forEach((id) -> this.cluster.source.answers(ViewText.endpoint(id), withSeedAsAlias(id)));
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.monitor.current().knows(MonitoredCluster.SEED)).isTrue();
		IDS.forEach(this.cluster.source::refuses);
		this.cluster.source.answers(MonitoredCluster.SEED, owned("x", "x", 9));
		this.cluster.refresh(RefreshTrigger.CONNECT_FAILURE);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("x");
	}

	private static ViewText withSeedAsAlias(String source) {
		String own = source.equals("a") ? "myself," : "";
		return ViewText.of(source)
			.raw("a seed:6379@16379,a " + own + "master - 0 1700000000000 2 connected 0-16383")
			.raw(source.equals("a") ? ""
					: source + " " + source + ":6379@16379 myself,slave a 0 1700000000000 2 connected");
	}

}
