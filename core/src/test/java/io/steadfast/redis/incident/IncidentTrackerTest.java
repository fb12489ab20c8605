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

package io.steadfast.redis.incident;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static io.steadfast.redis.incident.WatchedCluster.primary;
import static io.steadfast.redis.incident.WatchedCluster.replica;
import static io.steadfast.redis.incident.WatchedCluster.shards;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IncidentTracker}: when incidents begin and end, who hears of them, and
 * what limits there are.
 */
class IncidentTrackerTest {

	private final WatchedCluster cluster = new WatchedCluster();

	@Test
	void anIncidentIsShownWhileItIsOnAndRememberedAfterIt() {
		this.cluster.saw(Sign.STALLED, "b");
		this.cluster.pass(100);
		assertThat(this.cluster.incidents.current()).singleElement().satisfies((incident) -> {
			assertThat(incident.over()).isFalse();
			assertThat(incident.shard()).isEqualTo(2);
		});
		assertThat(this.cluster.began).hasSize(1);
		this.cluster.pass(2_800);
		assertThat(this.cluster.incidents.recent()).isEmpty();
		this.cluster.pass(200);
		assertThat(this.cluster.incidents.current()).isEmpty();
		assertThat(this.cluster.incidents.recent()).isEqualTo(this.cluster.ended)
			.singleElement()
			.satisfies((incident) -> assertThat(incident.over()).isTrue());
	}

	@Test
	void aSignPutsTheEndOff() {
		this.cluster.saw(Sign.STALLED, "b");
		for (int i = 0; i < 5; i++) {
			this.cluster.pass(2_500);
			this.cluster.saw(Sign.REPEATED, "b");
		}
		assertThat(this.cluster.ended).isEmpty();
		assertThat(this.cluster.only().retries()).isEqualTo(5);
	}

	@Test
	void whileSomethingIsOnTheTopologyIsReadOnceASecondAndLaterEveryFive() {
		this.cluster.pass(60_000);
		assertThat(this.cluster.refreshes).isZero();
		this.cluster.publish((topology) -> shards(topology, "bc"));
		this.cluster.pass(10_000);
		assertThat(this.cluster.refreshes).isBetween(9, 11);
		this.cluster.pass(50_000);
		assertThat(this.cluster.refreshes).isBetween(32, 37);
	}

	@Test
	void whileSlotsMoveTheTopologyIsReadEveryFiveSecondsAfterTen() {
		moveSlots("a", "b", 3);
		this.cluster.refreshes = 0;
		moveSlots("b", "c", 5);
		moveSlots("c", "a", 5);
		assertThat(this.cluster.refreshes).as("no more for a shard that begins to move later").isBetween(9, 11);
	}

	private void moveSlots(String from, String to, int moves) {
		for (int i = 0; i < moves; i++) {
			this.cluster.saw(1, Sign.ASKED, from, to);
			this.cluster.pass(5_000);
		}
	}

	@Test
	void signsBeforeTheFirstTopologyAreNoIncident() {
		WatchedCluster fresh = new WatchedCluster();
		fresh.saw(Sign.UNREACHABLE, "unknown");
		fresh.pass(10_000);
		assertThat(fresh.began).isEmpty();
	}

	@Test
	void aListenerThatThrowsKeepsNobodyFromTheNews() {
		this.cluster.incidents.addListener((incident) -> {
			throw new IllegalStateException("broken");
		});
		int[] heard = new int[1];
		IncidentListener last = (incident) -> heard[0]++;
		this.cluster.incidents.addListener(last);
		this.cluster.saw(Sign.STALLED, "b");
		this.cluster.only();
		assertThat(heard[0]).isOne();
		this.cluster.incidents.removeListener(last);
		this.cluster.saw(Sign.STALLED, "b");
		this.cluster.pass(10_000);
		assertThat(heard[0]).isOne();
	}

	@Test
	void noMoreThanTwentyAreRemembered() {
		for (int i = 0; i < 25; i++) {
			this.cluster.saw(Sign.STALLED, "b");
			this.cluster.pass(4_000);
		}
		assertThat(this.cluster.ended).hasSize(25);
		assertThat(this.cluster.incidents.recent()).hasSize(Incidents.REMEMBERED)
			.first()
			.isEqualTo(this.cluster.ended.get(24));
	}

	@Test
	void noMoreThanThirtyTwoAreOnAtOnce() {
		this.cluster.publish((topology) -> IntStream.range(0, 64)
			.forEach((i) -> topology.node(primary("p" + i)).slots("p" + i, i * 256, i * 256 + 255)));
		this.cluster.pass(10_000);
		this.cluster.began.clear();
		IntStream.range(0, 64).forEach((i) -> this.cluster.saw(Sign.STALLED, "p" + i));
		this.cluster.pass(100);
		assertThat(this.cluster.incidents.current()).hasSize(IncidentTracker.MAX_OPEN);
		assertThat(this.cluster.began).hasSize(IncidentTracker.MAX_OPEN);
	}

	@Test
	void slotsDealtOutOneByOneMakeAShortSummary() {
		this.cluster.publish((topology) -> {
			shards(topology, "abc");
			IntStream.range(0, 2_000).forEach((i) -> topology.slots("b", i * 2, i * 2));
		});
		Incident incident = this.cluster.only();
		assertThat(incident.slotsMoved()).isEqualTo(2_000);
		assertThat(incident.summary()).contains("slots 0,2,4,6,8,10,12,14,... moved").hasSizeLessThan(300);
	}

	@Test
	void noSignIsLostBetweenManyThatCountAndOneThatTakes() throws InterruptedException {
		this.cluster.saw(Sign.STALLED, "b");
		this.cluster.tracker.tick();
		CountDownLatch done = new CountDownLatch(4);
		List<Thread> threads = IntStream.range(0, 4).mapToObj((i) -> new Thread(() -> {
			this.cluster.saw(20_000, Sign.MOVED, "b", "c");
			done.countDown();
		})).toList();
		threads.forEach(Thread::start);
		while (done.getCount() > 0) {
			this.cluster.tracker.tick();
		}
		this.cluster.tracker.tick();
		assertThat(this.cluster.incidents.current().get(0).redirects()).isEqualTo(80_000);
	}

	@Test
	void aShardThatLeavesGivesItsNumberBack() {
		this.cluster.publish((topology) -> {
			shards(topology, "ac");
			topology.slots("a", 5461, 10922);
		});
		assertThat(this.cluster.only().shard()).isEqualTo(2);
		this.cluster.publish((topology) -> {
			shards(topology, "acd");
			topology.slots("a", 5461, 10922).slots("d", 0, 9);
		});
		this.cluster.pass(10_000);
		assertThat(this.cluster.ended.get(1).shard()).isEqualTo(2);
		this.cluster.publish((topology) -> {
			shards(topology, "ad");
			topology.slots("a", 5461, 10922).slots("d", 0, 9);
			topology.node(primary("cr")).node(replica("c", "cr")).slots("cr", 10923, 16383);
		});
		this.cluster.pass(10_000);
		assertThat(this.cluster.ended.get(2).shard()).isEqualTo(3);
	}

	@Test
	void whatIsOnEndsWithTheWatchAndTheNextWatchCountsOn() {
		this.cluster.saw(Sign.STALLED, "b");
		this.cluster.pass(100);
		this.cluster.tracker.close();
		assertThat(this.cluster.incidents.current()).isEmpty();
		assertThat(this.cluster.incidents.recent()).isEqualTo(this.cluster.ended)
			.singleElement()
			.satisfies((incident) -> assertThat(incident.over()).isTrue());
		this.cluster.saw(Sign.STALLED, "c");
		this.cluster.pass(100);
		this.cluster.publish((topology) -> shards(topology, "ab"));
		assertThat(this.cluster.began).hasSize(1);
		WatchedCluster next = new WatchedCluster(this.cluster.incidents);
		next.saw(Sign.STALLED, "b");
		assertThat(next.only().number()).isEqualTo(2);
	}

	@Test
	void onlySoManySummariesAMinuteAreLogged() {
		SummaryLog log = new SummaryLog();
		this.cluster.saw(Sign.STALLED, "b");
		Incident incident = this.cluster.only();
		long logged = IntStream.range(0, 100).filter((i) -> log.log(incident, i)).count();
		assertThat(logged).isEqualTo(SummaryLog.LINES_PER_MINUTE);
		assertThat(log.log(incident, 61_000_000_000L)).isTrue();
	}

}
