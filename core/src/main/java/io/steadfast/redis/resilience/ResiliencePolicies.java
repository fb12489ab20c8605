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

package io.steadfast.redis.resilience;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;

/**
 * Where the pauses between attempts and the breakers of the nodes come from:
 * Resilience4j's registries, so that its properties, metrics and endpoints apply.
 *
 * @param retries has, or is given, the instance {@value #RETRY}
 * @param breakers has, or not, the configuration {@value #BREAKER}; is given a breaker
 * for each node
 */
public record ResiliencePolicies(RetryRegistry retries, CircuitBreakerRegistry breakers) {

	/** The name of the retry that all commands share. */
	public static final String RETRY = "redis-cluster";

	/**
	 * The name of the configuration of all breakers, and the beginning of their names.
	 */
	public static final String BREAKER = "redis-node";

	/**
	 * Registries of their own, with the defaults of the product.
	 * @return policies that nobody else sees
	 */
	public static ResiliencePolicies standalone() {
		return new ResiliencePolicies(RetryRegistry.ofDefaults(), CircuitBreakerRegistry.ofDefaults());
	}

	/**
	 * The retry of all commands.
	 * @return the instance of the registry; if it has none, one with its configuration
	 * {@value #RETRY}, else with the defaults of the product
	 */
	public Retry retry() {
		return this.retries.find(RETRY)
			.orElseGet(() -> this.retries.retry(RETRY,
					this.retries.getConfiguration(RETRY).orElseGet(ResiliencePolicies::defaultRetry)));
	}

	/**
	 * The configuration of the nodes' breakers.
	 * @return the one of the registry named {@value #BREAKER}, else the defaults of the
	 * product
	 */
	public CircuitBreakerConfig breakerConfig() {
		return this.breakers.getConfiguration(BREAKER).orElseGet(ResiliencePolicies::defaultBreaker);
	}

	/**
	 * Exponential pauses with full jitter; the patience of the command ends them long
	 * before their number does.
	 */
	private static RetryConfig defaultRetry() {
		return RetryConfig.custom()
			.maxAttempts(1000)
			.intervalFunction(
					IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(10), 2, 0.99, Duration.ofMillis(200)))
			.build();
	}

	/**
	 * A connection that could not be made or was lost is one failure, however many
	 * commands it carried; with the pauses between two connection attempts, ten of them
	 * are about a second of not being reached.
	 */
	private static CircuitBreakerConfig defaultBreaker() {
		return CircuitBreakerConfig.custom()
			.slidingWindowType(SlidingWindowType.TIME_BASED)
			.slidingWindowSize(10)
			.minimumNumberOfCalls(10)
			.failureRateThreshold(50)
			.waitDurationInOpenState(Duration.ofMillis(250))
			.permittedNumberOfCallsInHalfOpenState(3)
			.build();
	}

}
