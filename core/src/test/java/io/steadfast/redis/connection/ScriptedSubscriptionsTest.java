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

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.subscription.Subscriptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Moves of a subscription in an exact order.
 */
class ScriptedSubscriptionsTest {

	private static final String CONFIRMED = ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n";

	private static final String SHARDED = ">3\r\n$10\r\nssubscribe\r\n$4\r\nnews\r\n:1\r\n";

	private static final String ENDED = ">3\r\n$11\r\nunsubscribe\r\n$4\r\nnews\r\n:0\r\n";

	private static final String MESSAGE = ">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\n";

	private final ScriptedRedisNode first = node("first");

	private final ScriptedRedisNode other = node("other");

	private final Queue<String> heard = new ConcurrentLinkedQueue<>();

	/** Whoever is asked whether it is there sends a message along. */
	private static ScriptedRedisNode node(String message) {
		return ScriptedRedisNode.start()
			.on("SUBSCRIBE", ScriptedReply.raw(CONFIRMED))
			.on("UNSUBSCRIBE", ScriptedReply.raw(ENDED))
			.on("PING", ScriptedReply.raw(MESSAGE + message + "\r\n+PONG\r\n"));
	}

	private void view(String... rows) {
		this.first.clusterNodes(rows);
		this.other.clusterNodes(rows);
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.other.close();
	}

	private StatefulRedisClusterPubSubConnection<String, String> connect(ScriptedApplication application) {
		StatefulRedisClusterPubSubConnection<String, String> connection = ((RedisClusterClient) application.factory()
			.getRequiredNativeClient()).connectPubSub(StringCodec.UTF8);
		connection.addListener(new RedisPubSubAdapter<>() {

			@Override
			public void message(String channel, String message) {
				ScriptedSubscriptionsTest.this.heard.add(message);
			}

		});
		return connection;
	}

	@Test
	void theOldNodeIsHeardUntilTheNewOneHasConfirmedAndNotAfterwards() {
		view(this.first.row(1, "0-16383"), this.other.row(0, ""));
		this.other.on("SUBSCRIBE", ScriptedReply.raw(CONFIRMED).after(Duration.ofSeconds(2)));
		this.first.on("UNSUBSCRIBE", ScriptedReply.nothing());
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			Subscriptions subscriptions = application.factory().routedCluster().subscriptions();
			connect(application).sync().subscribe("news");
			view(this.first.row(1, ""), this.other.row(2, "0-16383"));
			application.refresh();
			Awaitility.await().until(() -> !this.other.received("SUBSCRIBE").isEmpty());
			Awaitility.await().until(() -> this.heard.contains("first"));
			assertThat(subscriptions.interruptedCount()).as("still on its way").isEqualTo(1);
			Awaitility.await().until(() -> subscriptions.gapCount() == 1);
			Awaitility.await().until(() -> !this.first.received("UNSUBSCRIBE").isEmpty());
			this.heard.clear();
			Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> this.heard.contains("other"));
			assertThat(this.heard).containsOnly("other");
		}
	}

	@Test
	void aNodeThatIsNotReadyIsPassedOver() {
		view(this.first.row(1, "0-8000"), this.other.row(2, "8001-16383"));
		this.first.on("SUBSCRIBE", ScriptedReply.error("LOADING Redis is loading the dataset in memory"));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			Stream.generate(() -> connect(application))
				.limit(20)
				.forEach((connection) -> connection.sync().subscribe("news"));
			assertThat(this.first.received("SUBSCRIBE")).isNotEmpty();
			assertThat(this.other.received("SUBSCRIBE")).hasSize(20);
			assertThat(application.factory().routedCluster().subscriptions().gapCount()).isZero();
		}
	}

	/** Every view names the first node for the whole test, and no epoch is higher. */
	private ScriptedApplication withStaleViews() {
		view(this.first.row(1, "0-16383"), this.other.row(1, ""));
		return ScriptedApplication.over(this.first).started();
	}

	private static ScriptedReply movedTo(String endpoint) {
		return ScriptedReply.error("MOVED " + SlotHash.getSlot("news") + " " + endpoint);
	}

	@Test
	void aShardedChannelGoesWhereItsFormerOwnerSaysWhileEveryViewIsStale() {
		this.first.on("SSUBSCRIBE", movedTo(this.other.endpoint()));
		this.other.on("SSUBSCRIBE", ScriptedReply.raw(SHARDED));
		try (ScriptedApplication application = withStaleViews()) {
			connect(application).sync().ssubscribe("news");
			assertThat(this.first.received("SSUBSCRIBE")).hasSize(1);
			assertThat(this.other.received("SSUBSCRIBE")).hasSize(1);
		}
	}

	@Test
	void aShardedChannelComesBackIfNobodyIsWhereItsOwnerSays() {
		this.first.on("SSUBSCRIBE", movedTo("127.0.0.1:1"), ScriptedReply.raw(SHARDED));
		try (ScriptedApplication application = withStaleViews()) {
			connect(application).sync().ssubscribe("news");
			assertThat(this.first.received("SSUBSCRIBE")).hasSize(2);
		}
	}

	@Test
	void aShardedChannelStaysWithAnOwnerThatNamesItselfOrNobody() {
		for (String named : List.of(this.first.endpoint(), "?:7000")) {
			this.first.on("SSUBSCRIBE", movedTo(named), ScriptedReply.raw(SHARDED));
			try (ScriptedApplication application = withStaleViews()) {
				connect(application).sync().ssubscribe("news");
			}
		}
		assertThat(this.first.received("SSUBSCRIBE")).hasSize(4);
		assertThat(this.other.received("SSUBSCRIBE")).isEmpty();
	}

	@Test
	void twoNodesThatNameEachOtherAreAskedLessAndLess() {
		this.first.on("SSUBSCRIBE", movedTo(this.other.endpoint()));
		this.other.on("SSUBSCRIBE", movedTo(this.first.endpoint()));
		try (ScriptedApplication application = withStaleViews()) {
			assertThatExceptionOfType(PatienceExhaustedException.class)
				.isThrownBy(() -> connect(application).sync().ssubscribe("news"));
			assertThat(this.first.received("SSUBSCRIBE")).hasSizeBetween(2, 20);
			assertThat(this.other.received("SSUBSCRIBE")).hasSizeBetween(2, 20);
		}
	}

}
