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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopologyMonitor}: how seldom it asks while slots migrate one by one,
 * and that nothing else waits for it.
 */
class MigrationPacingTest {

	private final MonitoredCluster cluster = new MonitoredCluster();

	private final TopologyMonitor monitor = this.cluster.monitor;

	private int lastOfFirst = 8_191;

	@BeforeEach
	void twoPrimariesAreKnown() {
		this.cluster.splitAfter(this.lastOfFirst);
		this.cluster.start();
		this.cluster.advance(60_000);
		this.cluster.asked();
	}

	@Test
	void theFirstSlotThatMovesIsLookedAtAtOnce() {
		moveASlot();
		this.cluster.scheduler.settle();
		assertThat(this.cluster.refreshes()).isOne();
		assertThat(ownerOf(this.lastOfFirst + 1)).isEqualTo("b");
	}

	@Test
	void aStormOfMovesThatEachLookFindsSlowsDownToOneRefreshInTenSeconds() {
		storm(20);
		this.cluster.asked();
		storm(60);
		assertThat(this.cluster.refreshes()).isBetween(5, 8);
	}

	@Test
	void theLastMoveOfAStormIsLearnedWithoutACommand() {
		storm(30);
		this.cluster.advance(10_000);
		assertThat(ownerOf(this.lastOfFirst + 1)).isEqualTo("b");
	}

	@Test
	void anUrgentSignalDoesNotWaitForTheEndOfAStorm() {
		storm(30);
		CompletionStage<TopologySnapshot> patient = this.monitor.refresh(RefreshTrigger.SLOT_MOVED);
		CompletionStage<TopologySnapshot> urgent = this.monitor.refresh(RefreshTrigger.DISCONNECT);
		this.cluster.advance(500);
		assertThat(urgent.toCompletableFuture()).isCompleted();
		assertThat(patient.toCompletableFuture()).as("they share one refresh").isCompleted();
		assertThat(this.monitor.lastOutcome().trigger()).isEqualTo(RefreshTrigger.DISCONNECT);
	}

	@Test
	void afterASignalTheLooksThatSettleComeDuringAStormToo() {
		storm(30);
		this.cluster.asked();
		this.monitor.request(RefreshTrigger.DISCONNECT);
		storm(12);
		assertThat(this.cluster.refreshes()).as("one for the signal, and 1, 3 and 10 s later").isBetween(4, 6);
	}

	@Test
	void aPrimaryThatFailsDuringAStormIsFollowedUp() {
		storm(30);
		this.cluster.advance(1_000);
		CompletableFuture<String> slow = new CompletableFuture<>();
		MonitoredCluster.IDS.forEach((id) -> this.cluster.source.answers(ViewText.endpoint(id), slow));
		this.monitor.request(RefreshTrigger.DISCONNECT);
		this.cluster.scheduler.settle();
		this.monitor.request(RefreshTrigger.SLOT_MOVED);
		this.cluster.hasAFailedPrimary();
		slow.complete(ViewText.of("a").row("a", "master,fail", "-", 1, "0-16383").text());
		this.cluster.scheduler.settle();
		this.cluster.asked();
		this.cluster.advance(1_000);
		assertThat(this.cluster.refreshes()).isBetween(2, 5);
	}

	@Test
	void afterAQuietTimeTheNextMoveIsLookedAtAtOnceAgain() {
		storm(30);
		this.cluster.advance(60_000);
		this.cluster.asked();
		moveASlot();
		this.cluster.scheduler.settle();
		assertThat(this.cluster.refreshes()).isOne();
	}

	/**
	 * Ten slots a second move, and a command meets each.
	 */
	private void storm(int seconds) {
		for (int i = 0; i < 10 * seconds; i++) {
			moveASlot();
			this.cluster.advance(100);
		}
	}

	private void moveASlot() {
		this.lastOfFirst--;
		this.cluster.splitAfter(this.lastOfFirst);
		this.monitor.request(RefreshTrigger.SLOT_MOVED);
	}

	private String ownerOf(int slot) {
		return this.cluster.table.ownerOf(slot).node().id();
	}

}
