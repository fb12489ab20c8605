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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.reactive.RedisClusterReactiveCommands;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.steadfast.redis.ClusterUnavailableException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.StartupMode;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.ClusterStateFailureException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the start waits for, and what it makes of a cluster that is not there (D26).
 */
class ScriptedStartTest {

	private static final Duration PATIENCE = Duration.ofMillis(1500);

	private final ScriptedRedisNode node = ScriptedRedisNode.start();

	private TopologyAwareConnectionFactory factory;

	@BeforeEach
	void allSlots() {
		this.node.clusterNodes(this.node.row("0-16383")).on("GET", ScriptedReply.bulk("bar"));
	}

	@AfterEach
	void stop() {
		this.factory.destroy();
		this.node.close();
	}

	private TopologyAwareConnectionFactory factory(StartupMode mode, String... seeds) {
		this.factory = new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of(seeds)),
				LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults().withPatience(PATIENCE));
		this.factory.setStartupMode(mode);
		this.factory.afterPropertiesSet();
		return this.factory;
	}

	@Test
	void aLazyStartWaitsForNothing() {
		this.node.handshakeDelay(Duration.ofMillis(100));
		assertThat(factory(StartupMode.LAZY, this.node.endpoint()).routedCluster().topology().version()).isZero();
		assertThat(new StringRedisTemplate(this.factory).opsForValue().get("foo")).isEqualTo("bar");
	}

	@Test
	void moreCallersThanMayWaitForOneNodeMayWaitForTheFirstTopology() {
		this.node.handshakeDelay(Duration.ofMillis(100));
		StringRedisTemplate template = new StringRedisTemplate(factory(StartupMode.LAZY, this.node.endpoint()));
		ExecutorService callers = Executors.newFixedThreadPool(64);
		try {
			List<CompletableFuture<String>> calls = IntStream.range(0, 64)
				.mapToObj((i) -> CompletableFuture.supplyAsync(() -> template.opsForValue().get("foo" + i), callers))
				.toList();
			assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(5)));
		}
		finally {
			callers.shutdownNow();
		}
	}

	@Test
	void anEagerStartHasTheTopologyAndAConnection() {
		this.node.handshakeDelay(Duration.ofMillis(50));
		assertThat(factory(StartupMode.EAGER, this.node.endpoint()).routedCluster().topology().version()).isPositive();
		assertThat(this.node.connectionsOpen()).isPositive();
	}

	@Test
	void anEagerStartWithoutAClusterEndsWithThePatienceAndFindsItLater() {
		this.node.down();
		long begin = System.nanoTime();
		factory(StartupMode.EAGER, this.node.endpoint());
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(PATIENCE, PATIENCE.multipliedBy(3));
		this.node.up();
		Awaitility.await()
			.atMost(5, TimeUnit.SECONDS)
			.until(() -> this.factory.routedCluster().topology().version() > 0);
	}

	@Test
	void aReactiveCallToAllNodesWaitsForTheFirstTopologyAndFailsWithoutOne() {
		this.node.down();
		ReactiveRedisClusterConnection connection = factory(StartupMode.LAZY, this.node.endpoint())
			.getReactiveClusterConnection();
		long begin = System.nanoTime();
		assertThatExceptionOfType(ClusterStateFailureException.class).isThrownBy(() -> connection.ping().block())
			.withMessageContaining("spring.data.redis.cluster.nodes");
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(PATIENCE, PATIENCE.multipliedBy(2));
		this.node.up();
		assertThat(connection.clusterGetNodes().count().block()).isEqualTo(1);
	}

	/**
	 * An event loop cannot wait, but must not take nobody's silence for consent either.
	 */
	@Test
	void aReactiveCommandToAllNodesFailsOnAnEventLoopWhereNoneIsKnown() {
		this.node.down();
		RedisClusterReactiveCommands<byte[], byte[]> commands = Objects
			.requireNonNull(factory(StartupMode.LAZY, this.node.endpoint()).getSharedClusterConnection())
			.reactive();
		CompletableFuture<Void> shutdown = new CompletableFuture<>();
		new FastThreadLocalThread(() -> {
			try {
				commands.shutdown(false).subscribe((done) -> {
				}, shutdown::completeExceptionally, () -> shutdown.complete(null));
			}
			catch (RuntimeException ex) {
				shutdown.completeExceptionally(ex);
			}
		}).start();
		assertThat(shutdown).failsWithin(Duration.ofSeconds(2))
			.withThrowableThat()
			.withCauseInstanceOf(RedisException.class);
	}

	@Test
	void aStartThatFailsFastSaysWhatIsWrongAndLeavesNothingBehind() {
		this.node.down();
		assertThatExceptionOfType(ClusterUnavailableException.class)
			.isThrownBy(() -> factory(StartupMode.FAIL_FAST, this.node.endpoint()))
			.withMessageContaining(this.node.endpoint());
		assertThat(this.factory.isRunning()).isFalse();
	}

	@Test
	void whatAnyNodeMayAnswerFailsByNameWhereNoneIsKnown() {
		this.node.down();
		RedisClusterConnection connection = factory(StartupMode.LAZY, this.node.endpoint()).getClusterConnection();
		assertThatExceptionOfType(ClusterStateFailureException.class).isThrownBy(connection::clusterGetClusterInfo)
			.withMessageContaining("No seed node has told the topology yet");
		assertThatExceptionOfType(ClusterStateFailureException.class).isThrownBy(connection::clusterGetNodes);
		connection.close();
	}

	@Test
	void whatAnyNodeMayAnswerFailsByNameWhereAllPrimariesAreDown() {
		this.node.clusterNodes(this.node.row("0-16383").replace("master", "master,fail"));
		RedisClusterConnection connection = factory(StartupMode.EAGER, this.node.endpoint()).getClusterConnection();
		assertThatExceptionOfType(ClusterStateFailureException.class).isThrownBy(connection::clusterGetClusterInfo)
			.withMessageContaining("not held to be down");
		connection.close();
	}

	@Test
	void oneDeadSeedAndOneThatDoesNotResolveAreNoReasonNotToStart() {
		assertThat(factory(StartupMode.FAIL_FAST, "127.0.0.1:1", "no-such-host.invalid:7001", this.node.endpoint())
			.routedCluster()
			.topology()
			.version()).isPositive();
	}

	@Test
	void aStopWithoutAClusterIsPrompt() {
		factory(StartupMode.LAZY, this.node.endpoint()).routedCluster().awaitTopology(Duration.ofSeconds(5));
		StringRedisTemplate template = new StringRedisTemplate(this.factory);
		template.opsForValue().get("foo");
		this.node.down();
		CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> template.opsForValue().get("foo"));
		long begin = System.nanoTime();
		this.factory.destroy();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
		assertThat(waiting).failsWithin(Duration.ofSeconds(1));
	}

}
