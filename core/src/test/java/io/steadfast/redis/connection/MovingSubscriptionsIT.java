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

package io.steadfast.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.steadfast.redis.SubscriptionGap.Reason;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Drill D28 for Lettuce's own API on a real cluster: sharded channels whose owner
 * changes, and a node that leaves the cluster while its process runs on.
 */
class MovingSubscriptionsIT {

	private static final String CHANNEL = "numbers";

	private final RedisCluster cluster = RedisCluster.builder().start();

	private SubscribedApplication application;

	private StatefulRedisClusterPubSubConnection<String, String> connection;

	@BeforeEach
	void start() {
		this.application = new SubscribedApplication(this.cluster, "moving-it");
		this.connection = connect();
	}

	@AfterEach
	void stop() {
		this.application.close();
		this.cluster.close();
	}

	private StatefulRedisClusterPubSubConnection<String, String> connect() {
		StatefulRedisClusterPubSubConnection<String, String> connected = this.application.client()
			.connectPubSub(StringCodec.UTF8);
		connected.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String channel, String message) {
				MovingSubscriptionsIT.this.application.hear(message.getBytes(StandardCharsets.UTF_8));
			}

			@Override
			public void smessage(String channel, String message) {
				message(channel, message);
			}

		});
		return connected;
	}

	/** As applications do: on the connection itself, by its own slot. */
	private Consumer<String> shardPublisher() {
		return (number) -> this.connection.async().spublish(CHANNEL, number);
	}

	private RedisNode listenToShard() {
		this.connection.sync().ssubscribe(CHANNEL, "{" + CHANNEL + "}.more");
		this.application.awaitFlow("the beginning", shardPublisher());
		RedisNode owner = this.application.subscribedNode();
		assertThat(owner).isSameAs(this.cluster.primaryFor(CHANNEL));
		return owner;
	}

	@Test
	void aShardedChannelFollowsASwitchover() {
		RedisNode owner = listenToShard();
		RedisNode replica = this.cluster.replicasOf(owner).get(0);
		this.cluster.failover(replica);
		assertThat(this.application.awaitFlow("the owner hands over to its replica", shardPublisher()))
			.isLessThan(SubscribedApplication.LIMIT);
		assertOneGap(Reason.SLOT_MOVED, owner, replica, 2);
	}

	@Test
	void aShardedChannelFollowsThePromotionAfterItsOwnerDied() {
		RedisNode owner = listenToShard();
		this.cluster.kill(owner);
		RedisNode promoted = this.cluster.awaitPromotion(SlotHash.getSlot(CHANNEL), owner);
		assertThat(this.application.awaitFlow("the owner is dead, the replica promoted", shardPublisher()))
			.isLessThan(SubscribedApplication.LIMIT);
		assertOneGap(Reason.CONNECTION_LOST, owner, promoted, 2);
	}

	@Test
	void aShardedChannelFollowsItsSlotToAnotherShard() {
		RedisNode owner = listenToShard();
		RedisNode target = this.cluster.primaries().stream().filter((node) -> node != owner).findFirst().orElseThrow();
		this.cluster.migrateSlot(SlotHash.getSlot(CHANNEL), target);
		assertThat(this.application.awaitFlow("the slot moved", shardPublisher()))
			.isLessThan(SubscribedApplication.LIMIT);
		assertOneGap(Reason.SLOT_MOVED, owner, target, 2);
	}

	@Test
	void aNodeWithoutSlotsIsLeftBeforeItIsForgottenAndNothingIsMissed() {
		RedisNode leaving = this.cluster.addShard(0);
		RedisNode publisher = this.cluster.primaryFor(CHANNEL);
		int[] slots = IntStream.range(0, SlotHash.SLOT_COUNT)
			.filter((slot) -> this.cluster.primaryOf(slot) == publisher)
			.limit(3)
			.toArray();
		this.cluster.migrateSlots(publisher, leaving, IntStream.of(slots));
		this.application.client().refreshPartitions();
		subscribeAt(leaving);
		Consumer<String> toAll = (number) -> publisher.execute("PUBLISH", CHANNEL, number);
		this.cluster.migrateSlots(leaving, publisher, IntStream.of(slots));
		this.application.awaitFlow("the node has no slots", toAll);
		awaitAllHeard();
		this.application.client().refreshPartitions();
		this.application.awaitGaps(1);
		this.application.publish(toAll);
		this.cluster.nodes()
			.stream()
			.filter((node) -> node != leaving)
			.forEach((node) -> node.execute("CLUSTER", "FORGET", leaving.id()));
		assertThat(this.application.awaitFlow("the node is forgotten and runs on", toAll))
			.isLessThan(SubscribedApplication.LIMIT);
		assertThat(leaving.isAlive()).isTrue();
		assertThat(this.application.gaps()).singleElement()
			.satisfies((gap) -> assertThat(gap.reason()).isEqualTo(Reason.NODE_LEFT));
		awaitAllHeard();
	}

	/** Nothing is on its way between the nodes then. */
	private void awaitAllHeard() {
		List<Integer> published = IntStream.rangeClosed(1, this.application.published()).boxed().toList();
		Awaitility.await()
			.atMost(2, TimeUnit.SECONDS)
			.untilAsserted(
					() -> assertThat(this.application.heard()).as("complete, in order, once").isEqualTo(published));
	}

	/**
	 * Which node carries a connection is chance, so there are some until one is there.
	 */
	private void subscribeAt(RedisNode node) {
		Stream.generate(this::connect).limit(100).filter((candidate) -> {
			candidate.sync().subscribe(CHANNEL);
			boolean isThere = this.application.subscribedNode() == node;
			if (!isThere) {
				candidate.sync().unsubscribe(CHANNEL);
				candidate.close();
			}
			return isThere;
		}).findFirst().orElseThrow();
	}

	@Test
	void stoppingTheFactoryLeavesNoSocketAndNoThread() {
		this.connection.sync().subscribe(CHANNEL, "other");
		this.connection.sync().psubscribe("number?");
		this.connection.sync().ssubscribe(CHANNEL, "other", "and", "others");
		StatefulRedisClusterPubSubConnection<String, String> closed = connect();
		closed.sync().subscribe("once");
		closed.close();
		Awaitility.await()
			.atMost(5, TimeUnit.SECONDS)
			.until(() -> this.application.subscribedSockets().size() <= this.cluster.primaries().size());
		this.application.close();
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> this.application.sockets().findAny().isEmpty());
		Awaitility.await()
			.atMost(5, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("steadfast-redis-")));
		assertThat(this.connection.async().subscribe("late").toCompletableFuture()).isCompletedExceptionally();
	}

	private void assertOneGap(Reason reason, RedisNode from, RedisNode to, int subscriptions) {
		this.application.awaitGaps(1);
		assertThat(this.application.gaps()).singleElement().satisfies((gap) -> {
			assertThat(gap.reason()).isEqualTo(reason);
			assertThat(List.of(gap.from(), gap.to())).isEqualTo(List.of(from.endpoint(), to.endpoint()));
			assertThat(gap.subscriptions()).isEqualTo(subscriptions);
		});
	}

}
