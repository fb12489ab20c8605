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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.steadfast.redis.SubscriptionGap.Reason;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;

import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.PatternTopic;
import org.springframework.data.redis.listener.ReactiveRedisMessageListenerContainer;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Drill D28 for Spring's listener containers on a real cluster: the node that carries the
 * subscriptions is killed, hangs or leaves.
 */
class SubscriptionsIT {

	private static final String CHANNEL = "numbers";

	private static RedisCluster cluster;

	private SubscribedApplication application;

	private RedisMessageListenerContainer container;

	@BeforeAll
	static void startCluster() {
		cluster = RedisCluster.builder().start();
	}

	@AfterAll
	static void stopCluster() {
		cluster.close();
	}

	@BeforeEach
	void start() {
		start(ProtocolVersion.RESP3);
	}

	private void start(ProtocolVersion protocol) {
		this.application = new SubscribedApplication(cluster, "subscriptions-it",
				ClusterClientOptions.builder().protocolVersion(protocol).build());
		this.container = new RedisMessageListenerContainer();
		this.container.setConnectionFactory(this.application.factory());
		this.container.setTaskExecutor(Runnable::run);
		this.container.afterPropertiesSet();
		this.container.start();
	}

	@AfterEach
	void stop() throws Exception {
		this.container.destroy();
		this.application.close();
		cluster.awaitHealthy();
	}

	private void listen() {
		MessageListener listener = (message, pattern) -> this.application.hear(message.getBody());
		this.container.addMessageListener(listener, new ChannelTopic(CHANNEL));
		this.container.addMessageListener(listener, List.of(new PatternTopic("number?"), new ChannelTopic("other")));
		this.application.awaitFlow("the beginning", publisher());
	}

	/** Through any node that is not to suffer. */
	private static Consumer<String> publisher(RedisNode... except) {
		RedisNode node = cluster.primaries()
			.stream()
			.filter((primary) -> !List.of(except).contains(primary))
			.findFirst()
			.orElseThrow();
		return (number) -> node.execute("PUBLISH", CHANNEL, number);
	}

	@Test
	void aContainerHearsAgainAfterItsNodeIsKilled() {
		listen();
		RedisNode node = this.application.subscribedNode();
		Consumer<String> publisher = publisher(node);
		cluster.kill(node);
		assertThat(this.application.awaitFlow("the node is killed", publisher)).isLessThan(SubscribedApplication.LIMIT);
		assertOneGap(Reason.CONNECTION_LOST, node, 3);
		cluster.restart(node);
	}

	@ParameterizedTest
	@EnumSource
	void aContainerHearsAgainAfterItsNodeHangs(ProtocolVersion protocol) throws Exception {
		stop();
		start(protocol);
		listen();
		RedisNode node = this.application.subscribedNode();
		Consumer<String> publisher = publisher(node);
		cluster.hang(node);
		try {
			Duration noticed = Duration.ofSeconds(3);
			assertThat(this.application.awaitFlow("the node hangs, " + protocol, publisher).minus(noticed))
				.isLessThan(SubscribedApplication.LIMIT);
			assertOneGap(Reason.SILENT, node, 3);
		}
		finally {
			cluster.resume(node);
		}
	}

	@Test
	void aListenerThatBlocksItsEventLoopIsNotTakenForANodeThatHangs() {
		CountDownLatch release = new CountDownLatch(1);
		this.container.addMessageListener((message, pattern) -> {
			awaitUninterruptibly(release);
			this.application.hear(message.getBody());
		}, new ChannelTopic(CHANNEL));
		IntStream.range(0, 5).forEach((i) -> this.application.publish(publisher()));
		Awaitility.await().during(4, TimeUnit.SECONDS).atMost(6, TimeUnit.SECONDS).until(() -> {
			this.application.publish(publisher());
			return this.application.heard().isEmpty();
		});
		release.countDown();
		Awaitility.await()
			.atMost(2, TimeUnit.SECONDS)
			.until(() -> this.application.heard().size() == this.application.published());
		assertThat(this.application.gaps()).isEmpty();
	}

	@Test
	void aChannelThatIsNotAllowedIsRefusedAndTheOthersStay() {
		listen();
		cluster.nodes()
			.forEach((node) -> node.execute("ACL", "SETUSER", "default", "resetchannels", "&number?", "&numbers",
					"&other"));
		try {
			assertThatExceptionOfType(RedisCommandExecutionException.class)
				.isThrownBy(() -> this.application.client().connectPubSub().sync().subscribe("other", "secret"))
				.withMessageContaining("NOPERM");
			this.application.awaitFlow("a refusal", publisher());
			assertThat(this.application.gaps()).isEmpty();
		}
		finally {
			cluster.nodes().forEach((node) -> node.execute("ACL", "SETUSER", "default", "allchannels"));
		}
	}

	@Test
	void aReactiveContainerHearsAgainAfterItsNodeIsKilled() throws Exception {
		ReactiveRedisMessageListenerContainer reactive = new ReactiveRedisMessageListenerContainer(
				this.application.factory());
		Disposable subscription = reactive.receive(ChannelTopic.of(CHANNEL))
			.subscribe((message) -> this.application.hear(message.getMessage().getBytes()));
		this.application.awaitFlow("the beginning, reactive", publisher());
		RedisNode node = this.application.subscribedNode();
		Consumer<String> publisher = publisher(node);
		cluster.kill(node);
		assertThat(this.application.awaitFlow("the node is killed, reactive", publisher))
			.isLessThan(SubscribedApplication.LIMIT);
		assertOneGap(Reason.CONNECTION_LOST, node, 1);
		cluster.restart(node);
		subscription.dispose();
		reactive.destroy();
	}

	@Test
	void refreshesDoNotCutAnything() {
		listen();
		List<String> before = this.application.subscribedSockets()
			.stream()
			.map(SubscribedApplication.Socket::id)
			.toList();
		IntStream.range(0, 20).forEach((i) -> this.application.client().refreshPartitions());
		this.application.awaitFlow("20 refreshes", publisher());
		assertThat(this.application.subscribedSockets()).extracting(SubscribedApplication.Socket::id)
			.isEqualTo(before)
			.hasSize(1);
		assertThat(this.application.gaps()).isEmpty();
	}

	private static void awaitUninterruptibly(CountDownLatch release) {
		try {
			release.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertOneGap(Reason reason, RedisNode from, int subscriptions) {
		this.application.awaitGaps(1);
		assertThat(this.application.gaps()).singleElement().satisfies((gap) -> {
			assertThat(gap.reason()).isEqualTo(reason);
			assertThat(gap.from()).isEqualTo(from.endpoint());
			assertThat(gap.to()).isNotEqualTo(from.endpoint());
			assertThat(gap.subscriptions()).isEqualTo(subscriptions);
		});
		assertThat(this.application.factory().getSubscriptionGapCount()).isEqualTo(1);
		assertThat(this.application.factory().routedCluster().subscriptions()).satisfies((all) -> {
			assertThat(all.count()).isEqualTo(subscriptions);
			assertThat(all.interruptedCount()).isZero();
		});
	}

}
