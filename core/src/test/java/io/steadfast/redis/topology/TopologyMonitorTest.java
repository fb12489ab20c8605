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
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.topology.RefreshOutcome.Status;
import org.junit.jupiter.api.Test;

import static io.steadfast.redis.topology.MonitoredCluster.IDS;
import static io.steadfast.redis.topology.MonitoredCluster.owned;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopologyMonitor}: whom it asks and what it makes of the answers.
 */
class TopologyMonitorTest {

	private final MonitoredCluster cluster = new MonitoredCluster();

	private final ScriptedSource source = this.cluster.source;

	@Test
	void theFirstRefreshAsksASeedAndPublishes() {
		this.cluster.monitor.request(RefreshTrigger.START);
		this.cluster.scheduler.settle();
		assertThat(this.cluster.asked()).containsExactly("seed");
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("a");
		assertThat(this.cluster.told).hasSize(1);
		assertThat(this.cluster.monitor.current().nodes()).hasSize(6);
		assertThat(this.cluster.monitor.lastOutcome().status()).isEqualTo(Status.CHANGED);
	}

	@Test
	void laterRefreshesAskNoMoreNodesThanConfigured() {
		this.cluster.start();
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.cluster.asked()).hasSize(3).isSubsetOf(IDS);
		assertThat(this.cluster.monitor.lastOutcome().status()).isEqualTo(Status.UNCHANGED);
		assertThat(this.cluster.told).hasSize(1);
	}

	@Test
	void nodesWithAnOpenConnectionAreAskedFirst() {
		this.cluster.start();
		List.of("b", "d", "f").forEach(this.source::isOpen);
		for (int i = 0; i < 10; i++) {
			this.cluster.refresh(RefreshTrigger.USER);
			assertThat(this.cluster.asked()).containsExactlyInAnyOrder("b", "d", "f");
		}
	}

	@Test
	void d45ANodeThatNeverAnswersCostsHalfASecondOnceAndNothingLater() {
		this.cluster.start();
		this.cluster.ownedBy("c", 9);
		this.source.isOpen("b");
		this.source.isSilent("b");
		CompletionStage<TopologySnapshot> refresh = this.cluster.monitor.refresh(RefreshTrigger.USER);
		this.cluster.advance(700);
		assertThat(refresh.toCompletableFuture()).isCompleted();
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("c");
		this.cluster.asked();
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.cluster.asked()).hasSize(3).doesNotContain("b");
	}

	@Test
	void d45ARefreshEndsWithinASecondWhenNobodyAnswers() {
		this.cluster.start();
		this.cluster.isSilent();
		this.cluster.advance(200);
		CompletionStage<TopologySnapshot> refresh = this.cluster.monitor.refresh(RefreshTrigger.USER);
		this.cluster.advance(1_000);
		assertThat(refresh.toCompletableFuture()).isCompletedExceptionally();
		assertThat(this.cluster.monitor.lastOutcome().detail()).contains("no answer within 500 ms");
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("a");
	}

	@Test
	void anUnreadableAnswerDoesNotFailTheOthers() {
		this.cluster.start();
		this.source.answers(ViewText.endpoint("b"), CompletableFuture.completedFuture("-LOADING nonsense"));
		this.source.isOpen("b");
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.cluster.monitor.lastOutcome().status()).isEqualTo(Status.UNCHANGED);
	}

	@Test
	void othersAreAskedOnceMoreIfTheAnswersDisagree() {
		this.cluster.start();
		List.of("a", "b", "c").forEach(this.source::isOpen);
		this.source.answers(ViewText.endpoint("b"), owned("b", "d", 4));
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.cluster.asked()).containsExactlyInAnyOrderElementsOf(IDS);
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("d");
	}

	@Test
	void theSeedsAreAskedWhenTheKnownNodesFail() {
		this.cluster.start();
		IDS.forEach(this.source::refuses);
		this.source.answers(MonitoredCluster.SEED, owned("x", "x", 3));
		this.cluster.refresh(RefreshTrigger.USER);
		assertThat(this.cluster.asked()).contains("seed");
		assertThat(this.cluster.ownerOfEverything()).isEqualTo("x");
	}

	@Test
	void connectionsToNewOwnersAreOpenedBeforeSlotsAreRoutedThere() {
		CompletableFuture<Void> connected = new CompletableFuture<>();
		MonitoredCluster prepared = new MonitoredCluster((before, after, diff) -> connected).start();
		prepared.advance(100);
		assertThat(prepared.ownerOfEverything()).isEqualTo("nobody");
		connected.complete(null);
		prepared.scheduler.settle();
		assertThat(prepared.ownerOfEverything()).isEqualTo("a");
	}

	@Test
	void aPreparationThatHangsDelaysPublicationOnlyBriefly() {
		MonitoredCluster hanging = new MonitoredCluster((before, after, diff) -> new CompletableFuture<>()).start();
		hanging.advance(250);
		assertThat(hanging.ownerOfEverything()).isEqualTo("a");
	}

	@Test
	void aPreparationThatThrowsDoesNotStopPublication() {
		MonitoredCluster broken = new MonitoredCluster((before, after, diff) -> {
			throw new IllegalStateException("broken");
		}).start();
		assertThat(broken.ownerOfEverything()).isEqualTo("a");
	}

	@Test
	void aListenerThatFailsKeepsNobodyFromTheNews() {
		this.cluster.monitor.addListener((before, after, diff) -> {
			throw new IllegalStateException("broken");
		});
		this.cluster.monitor.addListener((before, after, diff) -> this.cluster.told.add(diff));
		this.cluster.start();
		assertThat(this.cluster.told).hasSize(2);
	}

	@Test
	void aSourceThatThrowsIsASourceThatDoesNotAnswer() {
		TopologySource broken = new TopologySource() {

			@Override
			public CompletionStage<String> clusterNodes(Endpoint endpoint) {
				throw new IllegalStateException("broken");
			}

			@Override
			public boolean isOpen(Endpoint endpoint) {
				throw new IllegalStateException("broken");
			}

		};
		VirtualScheduler scheduler = this.cluster.scheduler;
		TopologyMonitor monitor = new TopologyMonitor(TopologyOptions.defaults(), List.of(MonitoredCluster.SEED),
				broken, this.cluster.table, TopologyPreparation.none(),
				new MonitorTiming(scheduler, scheduler::nanoTime, new Random(1)));
		CompletionStage<TopologySnapshot> refresh = monitor.refresh(RefreshTrigger.START);
		scheduler.settle();
		assertThat(refresh.toCompletableFuture()).isCompletedExceptionally();
		assertThat(monitor.lastOutcome().status()).isEqualTo(Status.FAILED);
	}

}
