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

package io.steadfast.redis.autoconfigure.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.autoconfigure.ConfigurationReport;
import io.steadfast.redis.autoconfigure.EffectiveOption;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.incident.IncidentKind;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.status.RetryReason;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.topology.RefreshOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the endpoint shows, and what an operator can do with it.
 */
class RedisClusterEndpointTests {

	private static final String FACTORY = "redisConnectionFactory";

	private static final String PASSWORD = "not-to-be-seen";

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, CircuitBreakerAutoConfiguration.class,
				EndpointAutoConfiguration.class, RedisClusterEndpointAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.cluster.nodes=" + this.first.endpoint(),
				"management.endpoints.web.exposure.include=rediscluster");

	@BeforeEach
	void oneSlotHasNoOwner() {
		this.cluster.tell(this.first.row(ScriptedRedisCluster.FIRST_HALF),
				this.second.row(7, "8192-16000 16002-16383"));
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	private static ClusterDescription cluster(RedisClusterEndpoint endpoint) {
		Map<String, ClusterDescription> clusters = endpoint.clusters();
		assertThat(clusters).containsOnlyKeys(FACTORY);
		return clusters.values().iterator().next();
	}

	private static void awaitTopology(RedisClusterEndpoint endpoint) {
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> cluster(endpoint).version() > 0);
	}

	@Test
	void itShowsTheTopologyAndWhatTheFactoryHasOfIt() {
		this.runner.run((context) -> {
			RedisClusterEndpoint endpoint = context.getBean(RedisClusterEndpoint.class);
			awaitTopology(endpoint);
			ClusterDescription cluster = cluster(endpoint);
			assertThat(cluster.running()).isTrue();
			assertThat(cluster.version()).isPositive();
			assertThat(cluster.options())
				.containsEntry("steadfast.redis.patience", new EffectiveOption("5s", "default"))
				.containsEntry("steadfast.redis.topology.sources", new EffectiveOption("3", "default"));
			assertThat(cluster.findings()).extracting((finding) -> finding.property())
				.contains("spring.data.redis.cluster.nodes");
			assertThat(endpoint.node(this.second.endpoint())).satisfies((node) -> {
				assertThat(node.slots()).isEqualTo("8192-16000,16002-16383");
				assertThat(node.configEpoch()).isEqualTo(7);
				assertThat(node.id()).isEqualTo(this.second.id());
			});
			assertThat(endpoint.node(this.second.id())).isNotNull();
			assertThat(endpoint.node("nowhere:1")).isNull();
		});
	}

	@Test
	void itShowsTheConnectionsAndTheBreakerOfANode() {
		this.runner.run((context) -> {
			RedisClusterEndpoint endpoint = context.getBean(RedisClusterEndpoint.class);
			awaitTopology(endpoint);
			assertThat(get(context)).isEqualTo("bar");
			assertThat(endpoint.node(this.second.endpoint())).satisfies((node) -> {
				assertThat(node.breakerState()).isEqualTo(State.CLOSED);
				assertThat(node.connections()).singleElement().satisfies((connection) -> {
					assertThat(connection.state()).isEqualTo(ConnectionState.OPEN);
					assertThat(connection.inFlight()).isZero();
					assertThat(connection.remoteAddress()).endsWith(this.second.endpoint());
				});
			});
			this.second.on("GET", ScriptedReply.bulk("bar").after(Duration.ofMillis(500)));
			CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> get(context));
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> endpoint.node(this.second.endpoint()).connections().get(0).inFlight() == 1);
			assertThat(reply).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("bar");
			String breaker = endpoint.node(this.second.endpoint()).breaker();
			context.getBean(CircuitBreakerRegistry.class).circuitBreaker(breaker).transitionToForcedOpenState();
			assertThat(endpoint.node(this.second.endpoint()).breakerState()).isEqualTo(State.FORCED_OPEN);
		});
	}

	private static String get(ApplicationContext context) {
		return new StringRedisTemplate(context.getBean(TopologyAwareConnectionFactory.class)).opsForValue().get("foo");
	}

	@Test
	void itShowsTheIncidentsThatAreOnAndThoseThatAreOver() {
		this.cluster.tell(this.first.row(ScriptedRedisCluster.FIRST_HALF),
				this.second.row(7, ScriptedRedisCluster.SECOND_HALF));
		this.runner.withPropertyValues("steadfast.redis.patience=1s").run((context) -> {
			RedisClusterEndpoint endpoint = context.getBean(RedisClusterEndpoint.class);
			awaitTopology(endpoint);
			assertThat(get(context)).isEqualTo("bar");
			this.second.down();
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> get(context));
			Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !cluster(endpoint).incidents().isEmpty());
			assertThat(cluster(endpoint).incidents()).singleElement()
				.satisfies((incident) -> assertThat(incident.over()).isFalse());
			assertThat(cluster(endpoint).lastIncidents()).isEmpty();
			this.second.up();
			Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> cluster(endpoint).incidents().isEmpty());
			assertThat(cluster(endpoint).lastIncidents()).singleElement().satisfies((incident) -> {
				assertThat(incident.over()).isTrue();
				assertThat(incident.kind()).isEqualTo(IncidentKind.OUTAGE);
				assertThat(incident.surfaced()).isPositive();
			});
		});
	}

	@Test
	void aFactoryThatIsStoppedDoesNotKeepTheOthersFromARefresh() {
		try (ScriptedRedisCluster other = ScriptedRedisCluster.start()) {
			this.runner.withBean("stopped", TopologyAwareConnectionFactory.class, () -> factory(other))
				.withBean("running", TopologyAwareConnectionFactory.class, () -> factory(this.cluster))
				.run((context) -> {
					context.getBean("stopped", TopologyAwareConnectionFactory.class).stop();
					Map<String, RefreshOutcome> outcomes = context.getBean(RedisClusterEndpoint.class).refresh();
					assertThat(outcomes.get("running").status()).isNotIn(RefreshOutcome.Status.NONE,
							RefreshOutcome.Status.FAILED);
					assertThat(outcomes).containsEntry("stopped", RefreshOutcome.none());
				});
		}
	}

	private static TopologyAwareConnectionFactory factory(ScriptedRedisCluster cluster) {
		return new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of(cluster.first().endpoint())),
				LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults());
	}

	@Test
	void itRemembersWhatHappened() {
		this.runner.run((context) -> {
			RedisClusterEndpoint endpoint = context.getBean(RedisClusterEndpoint.class);
			awaitTopology(endpoint);
			context.getBean(CircuitBreakerRegistry.class)
				.getAllCircuitBreakers()
				.forEach((breaker) -> breaker.transitionToForcedOpenState());
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> cluster(endpoint).events()
					.stream()
					.anyMatch((event) -> event.what().endsWith("CLOSED -> FORCED_OPEN")));
			this.first.down();
			this.second.down();
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> cluster(endpoint).events()
					.stream()
					.anyMatch((event) -> event.what().startsWith("refreshes fail: ")));
			assertThat(cluster(endpoint).events()).hasSizeLessThanOrEqualTo(20);
		});
	}

	@Test
	void anOperatorCanAskForARefreshAndForNewConnections() {
		this.runner.run((context) -> {
			RedisClusterEndpoint endpoint = context.getBean(RedisClusterEndpoint.class);
			awaitTopology(endpoint);
			assertThat(endpoint.refresh()).hasEntrySatisfying(FACTORY,
					(outcome) -> assertThat(outcome.status()).isNotEqualTo(RefreshOutcome.Status.FAILED));
			int before = this.second.connectionsOpened();
			assertThat(endpoint.reconnect(this.second.id())).containsEntry("reconnected",
					List.of(this.second.endpoint()));
			Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> this.second.connectionsOpened() > before);
			assertThatExceptionOfType(InvalidEndpointRequestException.class)
				.isThrownBy(() -> endpoint.reconnect("nowhere:1"))
				.withMessageContaining("nowhere:1");
			context.getBean(TopologyAwareConnectionFactory.class).stop();
			assertThat(cluster(endpoint).running()).isFalse();
			this.first.down();
			this.second.down();
		});
	}

	@Test
	void theOrderIsTheSameAtEachStart() {
		Map<String, TopologyAwareConnectionFactory> factories = new LinkedHashMap<>();
		for (String name : List.of("orders", "users", "baskets", "prices", "stocks", "sessions", "limits", "flags")) {
			factories.put(name,
					new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of("node-1:7001")),
							LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults()));
		}
		RedisClusterEndpoint endpoint = new RedisClusterEndpoint(factories, ConfigurationReport.none());
		assertThat(endpoint.clusters().keySet()).containsExactlyElementsOf(factories.keySet());
		assertThat(endpoint.refresh().keySet()).containsExactlyElementsOf(factories.keySet());
		CommandCounts counts = endpoint.clusters().values().iterator().next().counts();
		assertThat(counts.retries().keySet()).containsExactly(RetryReason.values());
		assertThat(counts.plus(counts).redirects().keySet()).containsExactly(RedirectType.values());
	}

	@Test
	void itIsThereOnlyWhereItIsExposed() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=health",
					"management.endpoints.jmx.exposure.include=health")
			.run((context) -> assertThat(context).doesNotHaveBean(RedisClusterEndpoint.class));
	}

	@Test
	void itTellsNoSecret() {
		this.runner.withPropertyValues("spring.data.redis.username=somebody", "spring.data.redis.password=" + PASSWORD)
			.run((context) -> {
				RedisClusterEndpoint endpoint = context.getBean(RedisClusterEndpoint.class);
				awaitTopology(endpoint);
				assertThat(endpoint.clusters()).asString().contains(this.second.id()).doesNotContain(PASSWORD);
			});
	}

}
