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

import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.resilience.ResiliencePolicies;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The retry and the breakers are those of the application's registries, with defaults
 * that give way name by name.
 */
class ResilienceTests {

	private final ApplicationContextRunner runner = ContextRunners.withCluster()
		.withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class, CircuitBreakerAutoConfiguration.class))
		.withInitializer((context) -> new DefaultPropertiesPostProcessor()
			.postProcessEnvironment(context.getEnvironment(), new SpringApplication()));

	private static ResiliencePolicies policies(ApplicationContext context) {
		return new ResiliencePolicies(context.getBean(RetryRegistry.class),
				context.getBean(CircuitBreakerRegistry.class));
	}

	@Test
	void theDefaultsAreThoseOfTheCore() {
		ResiliencePolicies standalone = ResiliencePolicies.standalone();
		this.runner.run((context) -> {
			RetryConfig retry = policies(context).retry().getRetryConfig();
			RetryConfig expected = standalone.retry().getRetryConfig();
			assertThat(retry.getMaxAttempts()).isEqualTo(expected.getMaxAttempts());
			for (int attempt : new int[] { 1, 2, 3, 10 }) {
				assertThat(longestOf(retry, attempt)).isBetween(longestOf(expected, attempt) * 8 / 10,
						longestOf(expected, attempt) * 12 / 10);
			}
			assertThat(policies(context).breakerConfig()).usingRecursiveComparison()
				.comparingOnlyFields("slidingWindowType", "slidingWindowSize", "minimumNumberOfCalls",
						"failureRateThreshold", "permittedNumberOfCallsInHalfOpenState")
				.isEqualTo(standalone.breakerConfig());
			assertThat(opensFor(policies(context).breakerConfig())).isEqualTo(opensFor(standalone.breakerConfig()));
		});
	}

	private static long longestOf(RetryConfig retry, int attempt) {
		return IntStream.range(0, 2000)
			.mapToLong((i) -> retry.getIntervalBiFunction().apply(attempt, null))
			.max()
			.orElseThrow();
	}

	private static long opensFor(CircuitBreakerConfig breaker) {
		return breaker.getWaitIntervalFunctionInOpenState().apply(1);
	}

	@Test
	void whatTheApplicationSetsWinsAndTheRestStays() {
		this.runner
			.withPropertyValues("resilience4j.retry.instances.redis-cluster.max-attempts=7",
					"resilience4j.circuitbreaker.configs.redis-node.minimum-number-of-calls=4")
			.run((context) -> {
				assertThat(policies(context).retry().getRetryConfig().getMaxAttempts()).isEqualTo(7);
				assertThat(longestOf(policies(context).retry().getRetryConfig(), 1)).isBetween(12L, 20L);
				CircuitBreakerConfig breaker = policies(context).breakerConfig();
				assertThat(breaker.getMinimumNumberOfCalls()).isEqualTo(4);
				assertThat(opensFor(breaker)).isEqualTo(250);
			});
	}

	@Test
	void withoutResilience4jsAutoConfigurationTheFactoryHasRegistriesOfItsOwn() {
		ContextRunners.withCluster()
			.run((context) -> assertThat(context).hasSingleBean(TopologyAwareConnectionFactory.class)
				.doesNotHaveBean(RetryRegistry.class));
	}

}
