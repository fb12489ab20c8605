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

import org.junit.jupiter.api.Test;

import java.time.Duration;

import io.steadfast.redis.topology.TopologySnapshotBuilder;

import static io.steadfast.redis.incident.WatchedCluster.failing;
import static io.steadfast.redis.incident.WatchedCluster.node;
import static io.steadfast.redis.incident.WatchedCluster.primary;
import static io.steadfast.redis.incident.WatchedCluster.replica;
import static io.steadfast.redis.incident.WatchedCluster.shards;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IncidentTracker}: what it takes a sequence of events inside of a shard
 * for.
 */
class IncidentKindsTest {

	private final WatchedCluster cluster = new WatchedCluster();

	@Test
	void aReplicaThatTakesOverIsAFailover() {
		this.cluster.saw(Sign.DISCONNECTED, "c");
		this.cluster.saw(Sign.UNREACHABLE, "c");
		this.cluster.saw(37, Sign.REPEATED, "c", "c");
		this.cluster.pass(1_600);
		this.cluster.publish((topology) -> failedOver(topology));
		this.cluster.saw(812, Sign.MOVED, "cr", "cr");
		this.cluster.pass(500);
		this.cluster.saw(Sign.UNREACHABLE, "c");
		assertThat(this.cluster.only().summary()).isEqualTo("shard 3 failed over in 1.6 s: 812 redirects, 37 retries, "
				+ "0 surfaced, slots 10923-16383 moved from c:6379 to cr:6379");
		assertThat(this.cluster.ended.get(0).kind()).isEqualTo(IncidentKind.FAILOVER);
	}

	private static void failedOver(TopologySnapshotBuilder topology) {
		shards(topology, "ab");
		topology.node(primary("cr")).node(failing("c", "cr")).slots("cr", 10923, 16383);
	}

	@Test
	void aPromotionThatWasPlannedIsAFailoverFromTheFirstRedirectOn() {
		this.cluster.saw(10, Sign.MOVED, "c", "cr");
		this.cluster.pass(700);
		assertThat(this.cluster.began).isEmpty();
		this.cluster.publish(IncidentKindsTest::failedOver);
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.FAILOVER);
		assertThat(incident.redirects()).isEqualTo(10);
		assertThat(incident.duration()).hasMillis(700);
		assertThat(incident.startedAt()).hasToString("1970-01-01T00:16:39.300Z");
	}

	@Test
	void aShardKeepsItsNumberWhenItsPrimaryChanges() {
		this.cluster.publish(IncidentKindsTest::failedOver);
		assertThat(this.cluster.only().shard()).isEqualTo(3);
		this.cluster.publish((topology) -> shards(topology, "abc"));
		this.cluster.pass(4_000);
		assertThat(this.cluster.ended).extracting(Incident::shard).containsExactly(3, 3);
		assertThat(this.cluster.ended).extracting(Incident::number).containsExactly(1L, 2L);
	}

	@Test
	void anybodyMayAskForTheNumberOfAShard() {
		assertThat(this.cluster.incidents.shardOf("c")).isEqualTo(3);
		this.cluster.publish(IncidentKindsTest::failedOver);
		assertThat(this.cluster.incidents.shardOf("cr")).isEqualTo(3);
		assertThat(this.cluster.incidents.shardOf("a")).isEqualTo(1);
		assertThat(this.cluster.incidents.shardOf("of nobody")).isZero();
	}

	@Test
	void anotherProcessBehindAKeptEndpointIsAReplacement() {
		this.cluster.saw(5, Sign.MOVED, "b", "b");
		this.cluster.publish((topology) -> {
			shards(topology, "ac");
			topology.node(node("new", "b", "", false)).node(replica("br", "new")).slots("new", 5461, 10922);
		});
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.REPLACEMENT);
		assertThat(incident.shard()).isEqualTo(2);
		assertThat(incident.redirects()).isEqualTo(5);
		assertThat(incident.slotsMoved()).isEqualTo(5462);
	}

	@Test
	void anotherProcessBehindAKeptEndpointOfAReplicaIsAReplacement() {
		this.cluster.publish((topology) -> {
			shards(topology, "ac");
			topology.node(primary("b")).node(node("new", "br", "b", false)).slots("b", 5461, 10922);
		});
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.REPLACEMENT);
		assertThat(incident.shard()).isEqualTo(2);
		assertThat(incident.slotsMoved()).isZero();
	}

	@Test
	void anotherNodeWithTheSlotsOfOneThatLeftIsAReplacement() {
		this.cluster.publish((topology) -> {
			shards(topology, "ac");
			topology.node(primary("x")).node(replica("br", "x")).slots("x", 5461, 10922);
		});
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.REPLACEMENT);
		assertThat(incident.shard()).isEqualTo(2);
	}

	@Test
	void aNewReplicaThatIsPromotedBeforeTheFormerPrimaryLeavesIsAReplacement() {
		this.cluster.publish((topology) -> {
			shards(topology, "abc");
			topology.node(replica("x", "b"));
		});
		this.cluster.pass(8_000);
		assertThat(this.cluster.began).isEmpty();
		this.cluster.publish((topology) -> {
			shards(topology, "ac");
			topology.node(primary("x")).node(replica("b", "x")).node(replica("br", "x")).slots("x", 5461, 10922);
		});
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind).containsExactly(IncidentKind.FAILOVER);
		this.cluster.pass(1_000);
		this.cluster.publish((topology) -> {
			shards(topology, "ac");
			topology.node(primary("x")).node(replica("br", "x")).slots("x", 5461, 10922);
		});
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.REPLACEMENT);
		assertThat(incident.shard()).isEqualTo(2);
		assertThat(incident.duration()).hasMillis(1_000);
	}

	@Test
	void silenceWithoutAChangeOfTheTopologyIsAHang() {
		this.cluster.saw(Sign.STALLED, "b");
		this.cluster.saw(4, Sign.SURFACED_AMBIGUOUS, "b", "b");
		this.cluster.saw(2, Sign.SURFACED, "b", "b");
		this.cluster.pass(2_000);
		this.cluster.saw(Sign.UNREACHABLE, "b");
		assertThat(this.cluster.only().summary())
			.isEqualTo("shard 2 hung for 2.0 s: 0 redirects, 0 retries, 6 surfaced (4 ambiguous)");
	}

	@Test
	void aHangThatEndsInAPromotionIsAFailover() {
		this.cluster.saw(Sign.STALLED, "c");
		this.cluster.pass(2_000);
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind).containsExactly(IncidentKind.HANG);
		this.cluster.publish(IncidentKindsTest::failedOver);
		assertThat(this.cluster.only().kind()).isEqualTo(IncidentKind.FAILOVER);
	}

	@Test
	void aPrimaryThatCannotBeReachedIsAnOutageUntilItIsBack() {
		this.cluster.saw(Sign.UNREACHABLE, "a");
		this.cluster.pass(400);
		this.cluster.publish((topology) -> {
			shards(topology, "bc");
			topology.node(failing("a", "")).node(failing("ar", "a")).slots("a", 0, 5460);
		});
		this.cluster.pass(20_000);
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind).containsExactly(IncidentKind.OUTAGE);
		this.cluster.publish((topology) -> shards(topology, "abc"));
		assertThat(this.cluster.only().summary()).startsWith("shard 1 was out for 20.4 s:");
	}

	@Test
	void aPrimaryThatTheNodesHoldToBeDownIsAnOutageThoughNoCommandMetIt() {
		this.cluster.publish((topology) -> {
			shards(topology, "bc");
			topology.node(failing("a", "")).slots("a", 0, 5460);
		});
		this.cluster.pass(5_000);
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind).containsExactly(IncidentKind.OUTAGE);
	}

	@Test
	void aConnectionThatWasLostRightBeforeTheFailoverIsItsFirstSign() {
		this.cluster.saw(Sign.DISCONNECTED, "c");
		this.cluster.pass(300);
		this.cluster.publish(IncidentKindsTest::failedOver);
		assertThat(this.cluster.only().duration()).hasMillis(300);
	}

	@Test
	void aNodeThatTakesThePlaceOfAShardsOnlyOneTakesItsNumber() {
		this.cluster.publish((topology) -> {
			shards(topology, "bc");
			topology.node(primary("x")).slots("x", 0, 5460);
		});
		this.cluster.publish((topology) -> {
			shards(topology, "bc");
			topology.node(primary("y")).slots("y", 0, 5460);
		});
		this.cluster.pass(5_000);
		this.cluster.saw(Sign.STALLED, "y");
		this.cluster.pass(5_000);
		assertThat(this.cluster.ended).extracting(Incident::shard).containsOnly(1);
		assertThat(this.cluster.ended).extracting(Incident::kind)
			.containsExactly(IncidentKind.REPLACEMENT, IncidentKind.HANG);
	}

	@Test
	void slotsThatNobodyOwnsAreAnOutageUntilSomebodyDoes() {
		this.cluster.publish((topology) -> {
			shards(topology, "bc");
		});
		this.cluster.pass(20_000);
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind).containsExactly(IncidentKind.OUTAGE);
		this.cluster.publish((topology) -> shards(topology, "abc"));
		Incident incident = this.cluster.only();
		assertThat(incident.shard()).isOne();
		assertThat(incident.duration()).hasSeconds(20);
	}

	@Test
	void slotsThatNobodyOwnsDoNotKeepTheIncidentOfAnotherShardOpen() {
		this.cluster.publish((topology) -> shards(topology, "bc"));
		this.cluster.pass(5_000);
		this.cluster.publish((topology) -> {
			shards(topology, "b");
			topology.node(primary("cr")).node(failing("c", "cr")).slots("cr", 10923, 16383);
		});
		this.cluster.pass(10_000);
		assertThat(this.cluster.ended).extracting(Incident::kind).containsExactly(IncidentKind.FAILOVER);
		assertThat(this.cluster.incidents.current()).extracting(Incident::kind).containsExactly(IncidentKind.OUTAGE);

		this.cluster.pass(60_000);
		this.cluster.publish((topology) -> {
			shards(topology, "ab");
			topology.node(primary("cr")).node(replica("c", "cr")).slots("cr", 10923, 16383);
		});
		this.cluster.pass(10_000);
		assertThat(this.cluster.incidents.current()).isEmpty();
		assertThat(this.cluster.ended.get(0).duration()).isLessThan(Duration.ofSeconds(2));
		assertThat(this.cluster.ended.get(this.cluster.ended.size() - 1).duration()).hasSeconds(75);
	}

	@Test
	void aClusterThatDoesNotServeTheSlotIsAnOutage() {
		this.cluster.saw(7, Sign.REPEATED_NOT_SERVED, "a", "a");
		Incident incident = this.cluster.only();
		assertThat(incident.kind()).isEqualTo(IncidentKind.OUTAGE);
		assertThat(incident.retries()).isEqualTo(7);
	}

	@Test
	void whatHappensToTwoShardsAreTwoIncidents() {
		this.cluster.saw(3, Sign.REPEATED, "a", "a");
		this.cluster.saw(5, Sign.REPEATED, "c", "c");
		this.cluster.publish((topology) -> {
			shards(topology, "b");
			topology.node(primary("cr")).node(replica("c", "cr")).slots("cr", 10923, 16383);
			topology.node(primary("ar")).node(replica("a", "ar")).slots("ar", 0, 5460);
		});
		this.cluster.pass(5_000);
		assertThat(this.cluster.ended).extracting(Incident::shard).containsExactlyInAnyOrder(1, 3);
		assertThat(this.cluster.ended).extracting(Incident::retries).containsExactlyInAnyOrder(3L, 5L);
	}

	@Test
	void aReplicaThatCannotBeReachedIsNoIncident() {
		this.cluster.saw(Sign.DISCONNECTED, "ar");
		this.cluster.saw(Sign.UNREACHABLE, "ar");
		this.cluster.pass(10_000);
		assertThat(this.cluster.began).isEmpty();
	}

	@Test
	void aConnectionThatIsLostOnceIsNoIncident() {
		this.cluster.saw(Sign.DISCONNECTED, "a");
		this.cluster.saw(Sign.REPEATED, "a");
		this.cluster.pass(10_000);
		assertThat(this.cluster.began).isEmpty();
	}

}
