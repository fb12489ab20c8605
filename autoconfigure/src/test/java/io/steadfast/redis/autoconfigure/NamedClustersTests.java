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

package io.steadfast.redis.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.steadfast.redis.autoconfigure.endpoint.ClusterDescription;
import io.steadfast.redis.autoconfigure.endpoint.RedisClusterEndpoint;
import io.steadfast.redis.autoconfigure.endpoint.RedisClusterEndpointAutoConfiguration;
import io.steadfast.redis.autoconfigure.health.ClusterHealthAutoConfiguration;
import io.steadfast.redis.autoconfigure.health.ClusterHealthIndicator;
import io.steadfast.redis.autoconfigure.metrics.SteadfastRedisMetricsAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedReply;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several clusters in one application, from properties alone.
 */
class NamedClustersTests {

	private static final String ORDERS = "ordersRedisConnectionFactory";

	private static final String SESSIONS = "userSessionsRedisConnectionFactory";

	@AutoClose
	private final ScriptedRedisCluster orders = ScriptedRedisCluster.start();

	@AutoClose
	private final ScriptedRedisCluster sessions = ScriptedRedisCluster.start();

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, NamedClustersAutoConfiguration.class,
				CircuitBreakerAutoConfiguration.class, ClusterHealthAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, EndpointAutoConfiguration.class,
				RedisClusterEndpointAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				SteadfastRedisMetricsAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=rediscluster");

	private final ApplicationContextRunner runner = this.bare.withPropertyValues(
			"steadfast.redis.clusters.orders.cluster.nodes=" + this.orders.first().endpoint(),
			"steadfast.redis.clusters.user-sessions.cluster.nodes=" + this.sessions.first().endpoint());

	@BeforeEach
	void eachHasItsValue() {
		this.orders.second().on("GET", ScriptedReply.bulk("order"));
		this.sessions.second().on("GET", ScriptedReply.bulk("session"));
	}

	@Test
	void theFirstIsThePrimaryAndEachIsInjectedByItsName() {
		this.runner.withBean(Shop.class).run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThat(context.getBean(StringRedisTemplate.class).opsForValue().get("foo")).isEqualTo("order");
			assertThat(shop.any).isSameAs(context.getBean(ORDERS)).isSameAs(shop.orders);
			assertThat(shop.sessions).isSameAs(context.getBean(SESSIONS));
			assertThat(new StringRedisTemplate(shop.sessions).opsForValue().get("foo")).isEqualTo("session");
		});
	}

	@Test
	void theClusterWithoutANameStaysTheOneThatIsInjected() {
		this.runner.withPropertyValues("spring.data.redis.cluster.nodes=node-1:7001").run((context) -> {
			assertThat(context).getBeans(RedisConnectionFactory.class)
				.containsOnlyKeys("redisConnectionFactory", ORDERS, SESSIONS);
			assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory())
				.isSameAs(context.getBean("redisConnectionFactory"));
		});
	}

	@Test
	void aFactoryOfTheApplicationsOwnStaysTheOneThatIsInjected() {
		LettuceConnectionFactory own = new LettuceConnectionFactory("node-9", 7009);
		this.runner.withBean("own", LettuceConnectionFactory.class, () -> own)
			.run((context) -> assertThat(context.getBean(StringRedisTemplate.class).getConnectionFactory())
				.isSameAs(own));
	}

	@Test
	void eachHasItsOwnBreakersHealthMetersAndEndpointEntry() {
		this.runner.run((context) -> {
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> context.getBeansOfType(TopologyAwareConnectionFactory.class)
					.values()
					.stream()
					.allMatch((factory) -> factory.getStatus().nodes().size() == 2));
			new StringRedisTemplate(context.getBean(ORDERS, RedisConnectionFactory.class)).opsForValue().get("foo");
			new StringRedisTemplate(context.getBean(SESSIONS, RedisConnectionFactory.class)).opsForValue().get("foo");
			assertThat(context.getBean(CircuitBreakerRegistry.class).getAllCircuitBreakers())
				.extracting(CircuitBreaker::getName)
				.doesNotHaveDuplicates()
				.hasSizeGreaterThanOrEqualTo(2);
			assertThat(context.getBean(CompositeHealthContributor.class)).extracting(NamedContributor::getName)
				.containsExactlyInAnyOrder(ORDERS, SESSIONS);
			assertThat(context.getBean(MeterRegistry.class).find("steadfast.redis.nodes").gauges())
				.extracting((gauge) -> gauge.getId().getTag("client"))
				.contains(ORDERS, SESSIONS);
			Map<String, ClusterDescription> clusters = context.getBean(RedisClusterEndpoint.class).clusters();
			assertThat(clusters).containsOnlyKeys(ORDERS, SESSIONS);
			assertThat(clusters.get(SESSIONS).options()).containsEntry(
					"steadfast.redis.clusters.user-sessions.cluster.nodes",
					new EffectiveOption(this.sessions.first().endpoint(),
							"\"steadfast.redis.clusters.user-sessions.cluster.nodes\" from property source \"test\""));
			assertThat(clusters.get(SESSIONS).findings()).extracting(ConfigurationFinding::property)
				.contains("steadfast.redis.clusters.user-sessions.cluster.nodes");
		});
	}

	@Test
	void routingIsSetForAllOrForOneAndCredentialsForOneAlone() {
		this.runner
			.withPropertyValues("steadfast.redis.patience=3s", "steadfast.redis.clusters.orders.patience=2s",
					"spring.data.redis.password=not-theirs", "spring.data.redis.client-name=not-theirs",
					"steadfast.redis.clusters.orders.username=anna", "steadfast.redis.clusters.orders.password=geheim",
					"steadfast.redis.clusters.user-sessions.url=rediss://berta:wort@ignored")
			.run((context) -> {
				TopologyAwareConnectionFactory first = context.getBean(ORDERS, TopologyAwareConnectionFactory.class);
				TopologyAwareConnectionFactory other = context.getBean(SESSIONS, TopologyAwareConnectionFactory.class);
				assertThat(first.getRoutingOptions().patience()).hasSeconds(2);
				assertThat(other.getRoutingOptions().patience()).hasSeconds(3);
				assertThat(first.getPassword()).isEqualTo("geheim");
				assertThat(first.isUseSsl()).isFalse();
				assertThat(first.getClientName()).isNull();
				assertThat(other.getPassword()).isEqualTo("wort");
				assertThat(other.getClusterConfiguration().getUsername()).isEqualTo("berta");
				assertThat(other.isUseSsl()).isTrue();
				ConfigurationReport report = context.getBean(ConfigurationReport.class);
				assertThat(report.options(ORDERS)).containsKey("steadfast.redis.clusters.orders.patience")
					.doesNotContainKey("steadfast.redis.patience");
				assertThat(report.options(SESSIONS)).containsKey("steadfast.redis.patience");
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					steadfast.redis.clusters.a.password=x    | steadfast.redis.clusters.a.cluster.nodes is not set | Set steadfast.redis.clusters.a.cluster.nodes.
					steadfast.redis.clusters.a.patience=0s   | steadfast.redis.clusters.a.patience is 0s, but | Set steadfast.redis.clusters.a.patience to 1s or more
					steadfast.redis.clusters[A_b].patience=1s | has a cluster named 'A_b', but a name has | Rename the properties below steadfast.redis.clusters.A_b
					steadfast.redis.clusters.a.url=http://u:p@h:1 | steadfast.redis.clusters.a.url cannot be read | Correct steadfast.redis.clusters.a.url
					steadfast.redis.clusters.a.dns-max-ttl=3s | steadfast.redis.clusters.a.dns-max-ttl is set, but | Set steadfast.redis.dns-max-ttl instead
					steadfast.redis.clusters.a.cache.fail-open=true | steadfast.redis.clusters.a.cache.fail-open is set, but | Set steadfast.redis.cache.fail-open instead
					""")
	void whatCannotBeUsedIsNamedWithTheEdit(String property, String what, String edit) {
		String nodes = property.contains("clusters.a") && !what.contains("nodes")
				? "steadfast.redis.clusters.a.cluster.nodes=node-1:7001" : "some.thing=else";
		this.bare.withPropertyValues(nodes, property).run((context) -> {
			FailureAnalysis analysis = new UnusablePropertyFailureAnalyzer().analyze(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(what);
			assertThat(analysis.getAction()).contains(edit);
		});
	}

	@Test
	void withoutBundlesOfTheApplicationNoneIsAskedFor() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(RedisAutoConfiguration.class, NamedClustersAutoConfiguration.class))
			.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-1:7001",
					"steadfast.redis.clusters.orders.ssl.enabled=true")
			.run((context) -> assertThat(context.getBean(TopologyAwareConnectionFactory.class).isUseSsl()).isTrue());
	}

	@Test
	void aClusterThatIsNotFoundIsNamedByItsOwnProperty() {
		String nodes = "steadfast.redis.clusters.user-sessions.cluster.nodes";
		this.sessions.close();
		this.runner.withPropertyValues("steadfast.redis.startup=fail-fast", "steadfast.redis.patience=900ms")
			.run((context) -> {
				MockEnvironment environment = new MockEnvironment().withProperty(nodes,
						this.sessions.first().endpoint());
				FailureAnalysis analysis = new ClusterUnavailableFailureAnalyzer(environment,
						new DefaultListableBeanFactory())
					.analyze(context.getStartupFailure());
				assertThat(analysis.getDescription()).startsWith(nodes + " names " + this.sessions.first().endpoint());
				assertThat(analysis.getAction()).contains(nodes);
			});
	}

	@Test
	void whenAClusterIsDownIsSetForAllOrForOne() {
		halfServed(this.orders);
		halfServed(this.sessions);
		this.runner
			.withPropertyValues("steadfast.redis.health.grace-period=1h",
					"steadfast.redis.clusters.orders.health.grace-period=0s",
					"steadfast.redis.clusters.user-sessions.health.probe=true")
			.run((context) -> {
				CompositeHealthContributor health = context.getBean(CompositeHealthContributor.class);
				Awaitility.await()
					.atMost(Duration.ofSeconds(5))
					.until(() -> health(health, ORDERS).getDetails().get("nodes").toString().contains("primary")
							&& health(health, SESSIONS).getDetails().get("nodes").toString().contains("primary"));
				assertThat(health(health, ORDERS)).satisfies((down) -> {
					assertThat(down.getStatus()).isEqualTo(Status.DOWN);
					assertThat(down.getDetails()).doesNotContainKey("probe");
				});
				assertThat(health(health, SESSIONS)).satisfies((degraded) -> {
					assertThat(degraded.getStatus()).isEqualTo(ClusterHealthIndicator.DEGRADED);
					assertThat(degraded.getDetails()).containsKey("probe");
				});
			});
	}

	private static void halfServed(ScriptedRedisCluster cluster) {
		cluster.tell(cluster.first().row(ScriptedRedisCluster.FIRST_HALF), cluster.second().row(""));
	}

	private static Health health(CompositeHealthContributor health, String factory) {
		return ((HealthIndicator) health.getContributor(factory)).health();
	}

	@Test
	void oneMayBeSwitchedOff() {
		this.runner.withPropertyValues("steadfast.redis.clusters.orders.enabled=false")
			.run((context) -> assertThat(context).getBeans(RedisConnectionFactory.class).containsOnlyKeys(SESSIONS));
		this.runner.withPropertyValues("steadfast.redis.enabled=false", "steadfast.redis.clusters.orders.enabled=true")
			.run((context) -> assertThat(context).getBeans(RedisConnectionFactory.class).containsOnlyKeys(ORDERS));
	}

	@Test
	void withoutNamesThereIsNothingOfIt() {
		this.bare.run((context) -> assertThat(context).doesNotHaveBean(NamedClusters.class)
			.getBean("redisConnectionFactory")
			.asInstanceOf(InstanceOfAssertFactories.type(LettuceConnectionFactory.class))
			.isNotInstanceOf(TopologyAwareConnectionFactory.class));
		this.runner.withPropertyValues("steadfast.redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(NamedClusters.class));
	}

	/**
	 * Gets factories in the two ways in which they are asked for.
	 */
	static class Shop {

		private final RedisConnectionFactory any;

		private final RedisConnectionFactory orders;

		private final RedisConnectionFactory sessions;

		Shop(RedisConnectionFactory any, @Qualifier("orders") RedisConnectionFactory orders,
				@Qualifier("user-sessions") RedisConnectionFactory sessions) {
			this.any = any;
			this.orders = orders;
			this.sessions = sessions;
		}

	}

}
