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
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.status.BreakerStatus;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the factory says of itself, without asking anybody.
 */
class ScriptedStatusTest {

	private static final String KEY = "foo";

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	private final ResiliencePolicies policies = ResiliencePolicies.standalone();

	@BeforeEach
	void theSecondHasTheValue() {
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	private void tell(String slotsOfTheSecond) {
		this.cluster.tell(this.first.row(ScriptedRedisCluster.FIRST_HALF), this.second.row(slotsOfTheSecond));
	}

	private ScriptedApplication application() {
		return ScriptedApplication.with(this.policies, this.first, this.second).started();
	}

	private static ClusterStatus status(ScriptedApplication application) {
		return application.factory().getStatus();
	}

	private static void await(ScriptedApplication application, int servedSlots) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> status(application).coverage().servedSlots() == servedSlots);
	}

	private NodeStatus second(ScriptedApplication application) {
		return application.statusOf(this.second);
	}

	@Test
	void aClusterThatIsWellIsCoveredAndConnectedTo() {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			await(application, 16384);
			ClusterStatus status = status(application);
			assertThat(status.coverage().impairedFor()).isZero();
			assertThat(status.topology().shards()).hasSize(2);
			assertThat(status.nodes()).hasSize(2);
			assertThat(status.topologyAge()).isBetween(Duration.ZERO, Duration.ofSeconds(30));
			assertThat(status.lastRefresh().status()).isNotEqualTo(RefreshOutcome.Status.FAILED);
			assertThat(status.commandsWaiting()).isZero();
			assertThat(second(application).breaker().isOpen()).isFalse();
			assertThat(second(application).connections()).singleElement().satisfies((connection) -> {
				assertThat(connection.state()).isEqualTo(ConnectionState.OPEN);
				assertThat(connection.inFlight()).isZero();
				assertThat(connection.remoteAddress()).endsWith(this.second.endpoint());
			});
		}
	}

	@Test
	void slotsWithoutOwnerAreNotServedAndSinceWhenIsKnown() {
		try (ScriptedApplication application = application()) {
			await(application, 16384);
			tell("8192-16000");
			application.factory().refreshTopology().toCompletableFuture().join();
			application.factory().refreshTopology().toCompletableFuture().join();
			await(application, 16001);
			Duration impairedFor = status(application).coverage().impairedFor();
			Awaitility.await()
				.atMost(Duration.ofSeconds(2))
				.until(() -> status(application).coverage().impairedFor().compareTo(impairedFor.plusMillis(300)) > 0);
			tell(ScriptedRedisCluster.SECOND_HALF);
			application.factory().refreshTopology().toCompletableFuture().join();
			await(application, 16384);
			assertThat(status(application).coverage().impairedFor()).isZero();
		}
	}

	@Test
	void slotsBehindAnOpenBreakerAreNotServed() {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			await(application, 16384);
			breakerOfTheSecond(application).transitionToForcedOpenState();
			await(application, 8192);
			assertThat(second(application).breaker().isOpen()).isTrue();
		}
	}

	/** The others hold it to be well, so that its breaker alone tells. */
	@Test
	void slotsOfANodeThatIsTriedAgainInVainStayWithoutService() {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			await(application, 16384);
			this.second.down();
			Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(5)).until(() -> {
				catchThrowable(() -> application.get(KEY));
				return status(application).coverage().impairedFor().compareTo(Duration.ofSeconds(2)) > 0;
			});
			assertThat(second(application).isCutOff()).isTrue();
		}
	}

	@Test
	void slotsOfANodeThatIsConnectedToAgainAreServedWhetherOrNotCommandsCome() {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			breakerOfTheSecond(application).transitionToForcedOpenState();
			await(application, 8192);
			breakerOfTheSecond(application).transitionToHalfOpenState();
			await(application, 16384);
			assertThat(second(application).breaker().state()).isEqualTo(State.HALF_OPEN);
			assertThat(second(application).isCutOff()).isFalse();
		}
	}

	private CircuitBreaker breakerOfTheSecond(ScriptedApplication application) {
		return this.policies.breakers().circuitBreaker(second(application).breaker().name());
	}

	@Test
	void nothingIsServedWhileNobodyAnswers() {
		try (ScriptedApplication application = application()) {
			await(application, 16384);
			this.first.down();
			this.second.down();
			await(application, 0);
			this.first.up();
			this.second.up();
			await(application, 16384);
		}
	}

	@Test
	void aFactoryThatIsNotStartedSaysSo() {
		ScriptedApplication application = application();
		application.close();
		assertThat(status(application)).isEqualTo(ClusterStatus.stopped());
		assertThat(application.factory().getCounts().surfaced()).isZero();
	}

	@Test
	void anOperatorCanReplaceTheConnectionsToANode() {
		try (ScriptedApplication application = application()) {
			application.get(KEY);
			int before = this.second.connectionsOpened();
			application.factory().reconnect(second(application).node().endpoint());
			Awaitility.await()
				.atMost(Duration.ofSeconds(3))
				.until(() -> this.second.connectionsOpened() > before && this.second.connectionsOpen() == 1);
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
	}

	@Test
	void listenersAreToldAlsoWhereOneOfThemFails() {
		List<String> heard = new CopyOnWriteArrayList<>();
		try (ScriptedApplication application = application()) {
			application.factory().addClusterListener(new ClusterListener() {

				@Override
				public void refreshEnded(RefreshOutcome outcome) {
					throw new IllegalStateException("a listener that fails");
				}

			});
			application.factory().addClusterListener(new Hearing(heard));
			application.get(KEY);
			tell("8192-16000");
			application.factory().refreshTopology().toCompletableFuture().join();
			breakerOfTheSecond(application).transitionToForcedOpenState();
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(heard).contains("topology", "refresh",
						this.second.endpoint() + " FORCED_OPEN"));
		}
	}

	@Test
	void listenersHearTheEndOfABreakerWhoseNodeBecameAReplica() {
		List<String> heard = new CopyOnWriteArrayList<>();
		try (ScriptedApplication application = application()) {
			keepFromTheSecond(application, heard);
			this.cluster.tell(this.first.row(9, "0-16383"), this.second.replicaRow(this.first));
			application.refresh();
			awaitEnd(heard);
			assertThat(second(application).breaker()).isEqualTo(BreakerStatus.NONE);
		}
	}

	@Test
	void listenersHearTheEndOfABreakerWhenTheFactoryStops() {
		List<String> heard = new CopyOnWriteArrayList<>();
		try (ScriptedApplication application = application()) {
			keepFromTheSecond(application, heard);
			application.factory().stop();
			awaitEnd(heard);
		}
	}

	private void keepFromTheSecond(ScriptedApplication application, List<String> heard) {
		application.factory().addClusterListener(new Hearing(heard));
		application.get(KEY);
		breakerOfTheSecond(application).transitionToForcedOpenState();
	}

	private void awaitEnd(List<String> heard) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.untilAsserted(() -> assertThat(heard).containsSubsequence(this.second.endpoint() + " FORCED_OPEN",
					this.second.endpoint() + " CLOSED"));
	}

	@Test
	void aNodeThatNothingWasSentToHasNoBreaker() {
		assertThat(BreakerStatus.NONE.isOpen()).isFalse();
	}

	/**
	 * Notes what it is told.
	 *
	 * @param heard where
	 */
	private record Hearing(List<String> heard) implements ClusterListener {

		@Override
		public void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
			this.heard.add("topology");
		}

		@Override
		public void refreshEnded(RefreshOutcome outcome) {
			this.heard.add("refresh");
		}

		@Override
		public void breakerChanged(Endpoint node, String breaker, State from, State to) {
			this.heard.add(node + " " + to);
		}

	}

}
