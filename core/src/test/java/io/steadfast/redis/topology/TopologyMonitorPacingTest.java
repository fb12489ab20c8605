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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.steadfast.redis.topology.MonitoredCluster.IDS;
import static io.steadfast.redis.topology.MonitoredCluster.owned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TopologyMonitor}: when it asks, and how it ends.
 */
class TopologyMonitorPacingTest {

	private final MonitoredCluster cluster = new MonitoredCluster();

	private final TopologyMonitor monitor = this.cluster.monitor;

	@BeforeEach
	void aHealthyClusterIsKnown() {
		this.cluster.start();
	}

	@Test
	void oneRefreshIsInFlightAndAllSignalsMeanwhileShareOneTrailingRun() {
		CompletableFuture<String> slow = new CompletableFuture<>();
		IDS.forEach((id) -> this.cluster.source.answers(ViewText.endpoint(id), slow));
		this.cluster.advance(200);
		CompletionStage<TopologySnapshot> first = this.monitor.refresh(RefreshTrigger.USER);
		this.cluster.scheduler.settle();
		CompletionStage<TopologySnapshot> second = this.monitor.refresh(RefreshTrigger.REDIRECT);
		for (int i = 0; i < 1_000; i++) {
			this.monitor.request(RefreshTrigger.REDIRECT);
		}
		this.cluster.scheduler.settle();
		assertThat(this.cluster.refreshes()).isOne();
		slow.complete(owned("a", "a", 1).text());
		this.cluster.scheduler.settle();
		assertThat(first.toCompletableFuture()).isCompleted();
		assertThat(second.toCompletableFuture()).isNotDone();
		this.cluster.advance(1_000);
		assertThat(second.toCompletableFuture()).isCompleted();
		assertThat(this.cluster.refreshes()).isOne();
	}

	@Test
	void aStormOfSignalsThatChangesNothingSlowsDownToOneRefreshASecond() {
		for (int i = 0; i < 1_000; i++) {
			this.monitor.request(RefreshTrigger.REDIRECT);
			this.cluster.advance(10);
		}
		assertThat(this.cluster.refreshes()).isBetween(10, 14);
	}

	@Test
	void aChangeMakesTheIntervalShortAgain() {
		for (int i = 0; i < 10; i++) {
			this.cluster.refresh(RefreshTrigger.USER);
		}
		this.cluster.ownedBy("b", 5);
		this.monitor.request(RefreshTrigger.USER);
		this.cluster.advance(500);
		CompletionStage<TopologySnapshot> next = this.monitor.refresh(RefreshTrigger.USER);
		this.cluster.advance(100);
		assertThat(next.toCompletableFuture()).isCompleted();
	}

	@Test
	void theFirstSignalsAfterAQuietTimeAreAnsweredPromptly() {
		for (int i = 0; i < 10; i++) {
			this.cluster.refresh(RefreshTrigger.USER);
		}
		this.cluster.advance(5_000);
		this.cluster.asked();
		for (int i = 0; i < 30; i++) {
			this.monitor.request(RefreshTrigger.REDIRECT);
			this.cluster.advance(10);
		}
		assertThat(this.cluster.refreshes()).isEqualTo(2);
	}

	@Test
	void aPeriodicRefreshComesByItself() {
		this.cluster.advance(26_000);
		assertThat(this.cluster.asked()).isEmpty();
		this.cluster.advance(8_000);
		assertThat(this.cluster.refreshes()).isOne();
		assertThat(this.monitor.lastOutcome().trigger()).isEqualTo(RefreshTrigger.PERIOD);
	}

	@Test
	void aFailingPrimaryIsFollowedUpUntilItsReplicaTakesOver() {
		this.cluster.hasAFailedPrimary();
		this.cluster.refresh(RefreshTrigger.DISCONNECT);
		this.cluster.asked();
		this.cluster.advance(4_000);
		assertThat(this.cluster.refreshes()).isBetween(4, 7);
		this.cluster.ownedBy("b", 8);
		this.cluster.advance(1_200);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("b");
		this.cluster.asked();
		this.cluster.advance(12_000);
		assertThat(this.cluster.refreshes()).isEqualTo(3);
		this.cluster.advance(12_000);
		assertThat(this.cluster.asked()).isEmpty();
	}

	@Test
	void followUpsAreNotEndless() {
		this.cluster.hasAFailedPrimary();
		this.cluster.refresh(RefreshTrigger.DISCONNECT);
		this.cluster.advance(120_000);
		this.cluster.asked();
		this.cluster.advance(60_000);
		assertThat(this.cluster.refreshes()).isLessThanOrEqualTo(3);
	}

	@Test
	void closingEndsTimersAndFailsWhoeverWaits() {
		this.cluster.isSilent();
		this.cluster.advance(200);
		CompletionStage<TopologySnapshot> running = this.monitor.refresh(RefreshTrigger.USER);
		this.cluster.scheduler.settle();
		CompletionStage<TopologySnapshot> waiting = this.monitor.refresh(RefreshTrigger.USER);
		this.monitor.close();
		this.cluster.scheduler.settle();
		assertThat(this.cluster.scheduler.timers()).isZero();
		for (CompletionStage<TopologySnapshot> refresh : List.of(running, waiting,
				this.monitor.refresh(RefreshTrigger.USER))) {
			assertThat(refresh.toCompletableFuture()).isCompletedExceptionally();
		}
	}

	@Test
	void anAnswerAfterClosingIsNotPublished() {
		CompletableFuture<String> slow = new CompletableFuture<>();
		IDS.forEach((id) -> this.cluster.source.answers(ViewText.endpoint(id), slow));
		this.cluster.advance(200);
		this.monitor.request(RefreshTrigger.USER);
		this.cluster.scheduler.settle();
		this.monitor.close();
		slow.complete(owned("b", "b", 9).text());
		this.cluster.scheduler.settle();
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("a");
	}

	@Test
	void aSchedulerThatWasShutDownFirstFailsTheRefreshAndThrowsNothing() {
		this.cluster.scheduler.shutdown();
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> this.monitor.refresh(RefreshTrigger.USER).toCompletableFuture().get())
			.withCauseInstanceOf(TopologyRefreshException.class);
	}

}
