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

package io.steadfast.redis.autoconfigure.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.autoconfigure.SteadfastRedisProperties;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.actuate.autoconfigure.data.redis.RedisHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.data.redis.RedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.data.redis.RedisHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.HttpCodeStatusMapper;
import org.springframework.boot.actuate.health.ReactiveHealthContributor;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.actuate.health.StatusAggregator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisReactiveAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What health says of a cluster, and of what else an application may have.
 */
class ClusterHealthTests {

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
					RedisReactiveAutoConfiguration.class, SteadfastRedisAutoConfiguration.class,
					CircuitBreakerAutoConfiguration.class, ClusterHealthAutoConfiguration.class,
					RedisHealthContributorAutoConfiguration.class,
					RedisReactiveHealthContributorAutoConfiguration.class, HealthContributorAutoConfiguration.class,
					HealthEndpointAutoConfiguration.class))
			.withInitializer((context) -> SpringFactoriesLoader.forDefaultResourceLocation()
				.load(EnvironmentPostProcessor.class,
						SpringFactoriesLoader.ArgumentResolver.of(ClassLoader.class, getClass().getClassLoader()),
						(factory, type, failure) -> {
						})
				.stream()
				.filter((processor) -> processor.getClass().getName().startsWith("io.steadfast."))
				.forEach((processor) -> processor.postProcessEnvironment(context.getEnvironment(),
						new SpringApplication())))
			.withPropertyValues("spring.data.redis.cluster.nodes=" + this.first.endpoint());
	}

	@BeforeEach
	void theSecondHasTheValue() {
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	private void tell(String slotsOfTheSecond) {
		this.cluster.tell(this.first.row(ScriptedRedisCluster.FIRST_HALF), this.second.row(slotsOfTheSecond));
	}

	private static Health health(ApplicationContext context) {
		return context.getBean("redisHealthContributor", HealthIndicator.class).health();
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(condition);
	}

	private static void awaitStatus(ApplicationContext context, Status status) {
		await(() -> health(context).getStatus().equals(status));
	}

	private static void refresh(ApplicationContext context) {
		context.getBean(TopologyAwareConnectionFactory.class).refreshTopology().toCompletableFuture().join();
	}

	@Test
	void aClusterWhoseSlotsAreAllServedIsUp() {
		runner().run((context) -> {
			awaitStatus(context, Status.UP);
			assertThat(health(context).getDetails()).containsKeys("slots", "shards", "nodes", "topology", "waiting")
				.doesNotContainKey("incidents")
				.containsEntry("slots", Map.of("served", 16384, "notServed", 0))
				.containsEntry("nodes", Map.of(this.first.endpoint(), "primary", this.second.endpoint(), "primary"));
		});
	}

	@Test
	void slotsWithoutServiceDegradeItAndBringItDownWhenTheGracePeriodIsOver() {
		runner().withPropertyValues("steadfast.redis.health.grace-period=1500ms").run((context) -> {
			awaitStatus(context, Status.UP);
			tell("8192-16000");
			refresh(context);
			refresh(context);
			awaitStatus(context, ClusterHealthIndicator.DEGRADED);
			assertThat(health(context).getDetails().get("slots")).asString().contains("notServed=383");
			awaitStatus(context, Status.DOWN);
			tell(ScriptedRedisCluster.SECOND_HALF);
			refresh(context);
			awaitStatus(context, Status.UP);
		});
	}

	@Test
	void anOpenBreakerDegradesIt() {
		runner().run((context) -> {
			awaitStatus(context, Status.UP);
			context.getBean(CircuitBreakerRegistry.class)
				.getAllCircuitBreakers()
				.forEach(CircuitBreaker::transitionToForcedOpenState);
			awaitStatus(context, ClusterHealthIndicator.DEGRADED);
			assertThat(health(context).getDetails().get("nodes")).asString().contains("breaker open");
		});
	}

	@Test
	void nobodyIsAskedAndAStoppedFactoryIsDown() {
		runner()
			.withPropertyValues("steadfast.redis.topology.refresh-period=1h",
					"steadfast.redis.topology.min-refresh-interval=1h")
			.run((context) -> {
				awaitStatus(context, Status.UP);
				AtomicInteger asked = new AtomicInteger();
				await(() -> asked.getAndSet(received()) == received());
				for (int i = 0; i < 100; i++) {
					health(context);
				}
				assertThat(received()).isEqualTo(asked.get());
				context.getBean(TopologyAwareConnectionFactory.class).stop();
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
			});
	}

	private int received() {
		return this.first.received().size() + this.second.received().size();
	}

	@Test
	void aProbeAsksEachPrimaryAndWaitsForNoneOfThemLong() {
		this.second.on("PING", ScriptedReply.nothing().after(Duration.ofHours(1)));
		runner().withPropertyValues("steadfast.redis.health.probe=true").run((context) -> {
			awaitStatus(context, Status.UP);
			long begin = System.nanoTime();
			assertThat(health(context).getDetails().get("probe"))
				.isEqualTo(Map.of(this.first.endpoint(), "PONG", this.second.endpoint(), "TimeoutException"));
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
		});
	}

	@Test
	void degradedCountsInTheAggregateAndIsToldWith200() {
		runner().run((context) -> {
			assertThat(context.getBean(StatusAggregator.class)
				.getAggregateStatus(Status.UP, ClusterHealthIndicator.DEGRADED))
				.isEqualTo(ClusterHealthIndicator.DEGRADED);
			assertThat(context.getBean(StatusAggregator.class)
				.getAggregateStatus(Status.DOWN, ClusterHealthIndicator.DEGRADED)).isEqualTo(Status.DOWN);
			assertThat(context.getBean(HttpCodeStatusMapper.class).getStatusCode(ClusterHealthIndicator.DEGRADED))
				.isEqualTo(200);
		});
	}

	@Test
	void theOrderOfTheApplicationWins() {
		runner().withPropertyValues("management.endpoint.health.status.order=up,degraded,down")
			.run((context) -> assertThat(context.getBean(StatusAggregator.class)
				.getAggregateStatus(Status.UP, ClusterHealthIndicator.DEGRADED)).isEqualTo(Status.UP));
	}

	@Test
	void bothOfBootsContributorsBackOff() {
		runner().run((context) -> {
			assertThat(context).doesNotHaveBean(ReactiveHealthContributor.class);
			assertThat(context.getBean("redisHealthContributor")).isInstanceOf(ClusterHealthIndicator.class);
		});
	}

	@Test
	void itCanBeSwitchedOffAsBoots() {
		runner().withPropertyValues("management.health.redis.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean("redisHealthContributor"));
	}

	@Test
	void anIndicatorOfTheApplicationStays() {
		runner().withBean("redisHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).doesNotHaveBean("redisHealthContributor"));
	}

	@Test
	void aSingleNodeKeepsBootsIndicator() {
		runner().withBean(RedisConnectionDetails.class, SingleNode::new)
			.run((context) -> assertThat(context).getBean("redisHealthContributor")
				.isInstanceOf(RedisHealthIndicator.class));
	}

	@Test
	void eachFactoryHasAnIndicator() {
		new ApplicationContextRunner().withUserConfiguration(TwoFactories.class).run((context) -> {
			HealthContributor contributor = ClusterHealthAutoConfiguration.contributor(
					context.getBeansOfType(RedisConnectionFactory.class),
					(name) -> new SteadfastRedisProperties.Health(Duration.ofSeconds(1), false));
			assertThat(contributor).isInstanceOfSatisfying(CompositeHealthContributor.class,
					(composite) -> assertThat(composite.stream().map((named) -> named.getName()))
						.containsExactlyInAnyOrder("one", "other"));
		});
	}

	@Test
	void withoutTheActuatorThereIsNothing() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
					SteadfastRedisAutoConfiguration.class, ClusterHealthAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.cluster.nodes=" + this.first.endpoint())
			.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class)
				.doesNotHaveBean("redisHealthContributor"));
	}

	/** What a test with a single container has. */
	static class SingleNode implements RedisConnectionDetails {

		@Override
		public Standalone getStandalone() {
			return Standalone.of("localhost", 6379);
		}

	}

	/** Two connection factories that are not ours. */
	@Configuration(proxyBeanMethods = false)
	static class TwoFactories {

		@Bean
		LettuceConnectionFactory one() {
			return new LettuceConnectionFactory();
		}

		@Bean
		LettuceConnectionFactory other() {
			return new LettuceConnectionFactory();
		}

	}

}
