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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.autoconfigure.endpoint.ClusterDescription;
import io.steadfast.redis.autoconfigure.endpoint.RedisClusterEndpoint;
import io.steadfast.redis.autoconfigure.endpoint.RedisClusterEndpointAutoConfiguration;
import io.steadfast.redis.autoconfigure.event.ClusterEventAutoConfiguration;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent;
import io.steadfast.redis.autoconfigure.health.ClusterHealthAutoConfiguration;
import io.steadfast.redis.autoconfigure.health.ClusterHealthIndicator;
import io.steadfast.redis.autoconfigure.metrics.SteadfastRedisMetricsAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.beans.factory.config.CustomScopeConfigurer;
import org.springframework.boot.actuate.autoconfigure.data.redis.RedisHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.data.redis.RedisHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.NamedContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application that defines connection factories by itself sees of them.
 */
class OwnFactoriesTests {

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final String seed = this.cluster.first().endpoint();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, NamedClustersAutoConfiguration.class,
				CircuitBreakerAutoConfiguration.class, ClusterHealthAutoConfiguration.class,
				RedisHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				EndpointAutoConfiguration.class, RedisClusterEndpointAutoConfiguration.class,
				ClusterEventAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=rediscluster", "own.seed=" + this.seed);

	@Test
	void oneHasOurHealthAndEndpoint() {
		this.runner.withUserConfiguration(Orders.class).run((context) -> {
			assertThat(context).doesNotHaveBean(ConfigurationReport.class);
			assertThat(context.getBean("redisHealthContributor")).isInstanceOf(ClusterHealthIndicator.class);
			Map<String, ClusterDescription> clusters = context.getBean(RedisClusterEndpoint.class).clusters();
			assertThat(clusters).containsOnlyKeys("orders");
			assertThat(clusters.get("orders").options()).as("set by properties").isEmpty();
			assertThat(clusters.get("orders").findings()).isEmpty();
		});
	}

	@Test
	void oneTellsItsEvents() {
		this.runner.withUserConfiguration(Orders.class).withBean(Audience.class).run((context) -> {
			refresh(context.getBean(TopologyAwareConnectionFactory.class));
			this.cluster.tell(this.cluster.first().row(9, "0-16383"), this.cluster.second().row(""));
			refresh(context.getBean(TopologyAwareConnectionFactory.class));
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> context.getBean(Audience.class).factories, Set.of("orders")::equals);
		});
	}

	private static void refresh(TopologyAwareConnectionFactory factory) {
		factory.refreshTopology().toCompletableFuture().join();
	}

	@Test
	void oneThatIsAskedForByNameAloneIsShownBesideAnother() {
		this.runner.withUserConfiguration(Orders.class, Sessions.class).run((context) -> {
			assertThat(context.getBean(CompositeHealthContributor.class)).extracting(NamedContributor::getName)
				.containsExactlyInAnyOrder("orders", "sessions");
			assertThat(context.getBean(RedisClusterEndpoint.class).clusters()).containsOnlyKeys("orders", "sessions");
		});
	}

	@Test
	void oneThatIsAskedForByNameAloneIsShownBesideThatOfTheProperties() {
		this.runner.withUserConfiguration(Sessions.class)
			.withPropertyValues("spring.data.redis.cluster.nodes=" + this.seed)
			.run((context) -> {
				assertThat(context.getBean(CompositeHealthContributor.class)).extracting(NamedContributor::getName)
					.containsExactlyInAnyOrder("redisConnectionFactory", "sessions");
				assertThat(context.getBean(RedisClusterEndpoint.class).clusters())
					.containsOnlyKeys("redisConnectionFactory", "sessions");
			});
	}

	@Test
	void oneWithAScopeOfItsOwnTellsEachEventOnce() {
		this.runner.withUserConfiguration(Scoped.class).withBean(Audience.class).run((context) -> {
			TopologyAwareConnectionFactory factory = context.getBean("scoped", TopologyAwareConnectionFactory.class);
			refresh(factory);
			this.cluster.tell(this.cluster.first().row(9, "0-16383"), this.cluster.second().row(""));
			refresh(factory);
			Audience audience = context.getBean(Audience.class);
			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> audience.factories.contains("scoped"));
			assertThat(audience.factories).containsOnly("scoped");
			factory.destroy();
		});
	}

	@Test
	void noneIsMadeThatNobodyAskedFor() {
		this.runner
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, SteadfastRedisMetricsAutoConfiguration.class))
			.withUserConfiguration(Orders.class, Prototypes.class)
			.run((context) -> assertThat(context.getBean(Prototypes.class).made).hasValue(0));
	}

	@Test
	void aPlainOneKeepsBootsHealth() {
		this.runner.withBean(LettuceConnectionFactory.class)
			.run((context) -> assertThat(context).doesNotHaveBean(RedisClusterEndpoint.class)
				.getBean("redisHealthContributor")
				.isInstanceOf(RedisHealthIndicator.class));
	}

	private static TopologyAwareConnectionFactory factory(String seed) {
		return new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of(seed)),
				LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults());
	}

	/** A factory that is injected wherever one is wanted. */
	@Configuration(proxyBeanMethods = false)
	static class Orders {

		@Bean
		TopologyAwareConnectionFactory orders(@Value("${own.seed}") String seed) {
			return factory(seed);
		}

	}

	/** A factory that is injected only where it is asked for by name. */
	@Configuration(proxyBeanMethods = false)
	static class Sessions {

		@Bean(defaultCandidate = false)
		RedisConnectionFactory sessions(@Value("${own.seed}") String seed) {
			return factory(seed);
		}

	}

	/** A factory behind a proxy. */
	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		static CustomScopeConfigurer scopes() {
			CustomScopeConfigurer scopes = new CustomScopeConfigurer();
			scopes.addScope("tenant", new SimpleThreadScope());
			return scopes;
		}

		@Bean
		@Scope(scopeName = "tenant", proxyMode = ScopedProxyMode.TARGET_CLASS)
		TopologyAwareConnectionFactory scoped(@Value("${own.seed}") String seed) {
			return factory(seed);
		}

	}

	/** A factory that is made anew each time. */
	@Configuration(proxyBeanMethods = false)
	static class Prototypes {

		private final AtomicInteger made = new AtomicInteger();

		@Bean(defaultCandidate = false)
		@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
		TopologyAwareConnectionFactory prototype(@Value("${own.seed}") String seed) {
			this.made.incrementAndGet();
			return factory(seed);
		}

	}

	/** Notes of which factories it hears. */
	static class Audience {

		private final Set<String> factories = ConcurrentHashMap.newKeySet();

		@EventListener
		void hear(RedisClusterEvent event) {
			this.factories.add(event.connectionFactory());
		}

	}

}
