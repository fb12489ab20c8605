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

package io.steadfast.redis.autoconfigure.metrics;

import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerMetricsAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryMetricsAutoConfiguration;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.test.ScriptedRedisNode;

import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.redis.LettuceMetricsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * The application contexts that the tests of meters start from.
 */
final class MeteredApplication {

	private MeteredApplication() {
	}

	/**
	 * An application with Boot's actuator and Resilience4j's own meters, scraped by
	 * Prometheus.
	 */
	static ApplicationContextRunner at(ScriptedRedisNode seed) {
		return withoutActuator(seed).withConfiguration(
				AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
						PrometheusMetricsExportAutoConfiguration.class, LettuceMetricsAutoConfiguration.class,
						RetryAutoConfiguration.class, RetryMetricsAutoConfiguration.class,
						CircuitBreakerAutoConfiguration.class, CircuitBreakerMetricsAutoConfiguration.class));
	}

	/**
	 * An application in which nobody binds meters.
	 */
	static ApplicationContextRunner withoutActuator(ScriptedRedisNode seed) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
					SteadfastRedisAutoConfiguration.class, SteadfastRedisMetricsAutoConfiguration.class))
			.withPropertyValues("spring.data.redis.cluster.nodes=" + seed.endpoint());
	}

}
