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

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.springboot3.circuitbreaker.autoconfigure.CircuitBreakerAutoConfiguration;
import io.github.resilience4j.springboot3.retry.autoconfigure.RetryAutoConfiguration;
import io.lettuce.core.ReadFrom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where each option that is in effect comes from.
 */
class EffectiveOptionsTests {

	private final ApplicationContextRunner runner = ContextRunners.withCluster();

	@Test
	void whatIsNotSetIsTheDefault() {
		assertThat(options(this.runner)).containsEntry("steadfast.redis.overdue", new EffectiveOption("1s", "default"))
			.containsEntry("spring.data.redis.username", new EffectiveOption("default", "default"))
			.containsEntry("spring.data.redis.password", new EffectiveOption("not set", "default"));
	}

	@Test
	void aVariableOfTheEnvironmentIsNamed() {
		ApplicationContextRunner deployed = this.runner.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("STEADFAST_REDIS_STALLTIMEOUT", "1500ms"))));
		assertThat(options(deployed).get("steadfast.redis.stall-timeout")).satisfies((option) -> {
			assertThat(option.value()).isEqualTo("1500ms");
			assertThat(option.origin()).contains("STEADFAST_REDIS_STALLTIMEOUT");
		});
	}

	@Test
	void whatACustomizerHasReplacedIsSaidToBeItsOwn() {
		LettuceClientConfigurationBuilderCustomizer customizer = (client) -> client
			.commandTimeout(Duration.ofSeconds(4));
		ApplicationContextRunner customized = this.runner.withPropertyValues("spring.data.redis.timeout=9s")
			.withBean(LettuceClientConfigurationBuilderCustomizer.class, () -> customizer);
		assertThat(options(customized)).containsEntry("spring.data.redis.timeout",
				new EffectiveOption("4s", "a customizer of the Lettuce client"));
	}

	@Test
	void aPatienceThatTheTimeoutLimitsSaysSo() {
		assertThat(options(this.runner.withPropertyValues("spring.data.redis.timeout=3s"))).containsEntry(
				"steadfast.redis.patience", new EffectiveOption("2750ms", "limited by spring.data.redis.timeout"));
	}

	@Test
	void whatConnectionDetailsSayIsNotAProperty() {
		RedisConnectionDetails details = new RedisConnectionDetails() {

			@Override
			public String getPassword() {
				return "geheim";
			}

			@Override
			public Cluster getCluster() {
				return () -> List.of(new Node("node-3", 7003));
			}

		};
		Map<String, EffectiveOption> options = options(
				ContextRunners.withoutCluster().withBean(RedisConnectionDetails.class, () -> details));
		assertThat(options.get("spring.data.redis.cluster.nodes")).satisfies((option) -> {
			assertThat(option.value()).isEqualTo("node-3:7003");
			assertThat(option.origin()).contains("RedisConnectionDetails");
		});
		assertThat(options.get("spring.data.redis.password").value()).isEqualTo("set");
	}

	@ParameterizedTest
	@CsvSource({ "spring.data.redis.cluster.nodes, details:9001", "spring.data.redis.username, details-user",
			"spring.data.redis.password, set", "spring.data.redis.ssl.enabled, true",
			"spring.data.redis.ssl.bundle, one of its own" })
	void whatConnectionDetailsSayIsTheirsAlsoWhereThePropertyIsSet(String property, String value) {
		ApplicationContextRunner both = this.runner
			.withPropertyValues("spring.data.redis.username=anna", "spring.data.redis.password=geheim",
					"spring.data.redis.ssl.enabled=false")
			.withBean(RedisConnectionDetails.class, ConnectionDetailsTests.ClusterDetails::new);
		assertThat(options(both)).containsEntry(property,
				new EffectiveOption(value, "the RedisConnectionDetails bean"));
	}

	@Test
	void whatAConfigurationBeanSaysIsItsOwn() {
		assertThat(options(this.runner.withPropertyValues("spring.data.redis.password=geheim")
			.withBean(RedisClusterConfiguration.class, () -> new RedisClusterConfiguration(List.of("bean:9003")))))
			.containsEntry("spring.data.redis.cluster.nodes",
					new EffectiveOption("bean:9003", "the RedisClusterConfiguration bean"))
			.containsEntry("spring.data.redis.password",
					new EffectiveOption("not set", "the RedisClusterConfiguration bean"))
			.containsEntry("spring.data.redis.ssl.enabled", new EffectiveOption("false", "default"));
	}

	@ParameterizedTest
	@CsvSource({ "redis://node-1, ssl.bundle, ssl.bundle", "rediss://node-1, ssl.bundle, ssl.bundle",
			"rediss://node-1, client-name, url" })
	void tlsIsAttributedToWhatTurnsItOn(String url, String set, String origin) {
		Map<String, EffectiveOption> options = options(this.runner
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("mine", SslBundle.systemDefault()))
			.withPropertyValues("spring.data.redis.url=" + url, "spring.data.redis." + set + "=mine"));
		assertThat(options.get("spring.data.redis.ssl.enabled")).satisfies((ssl) -> {
			assertThat(ssl.value()).isEqualTo("true");
			assertThat(ssl.origin()).contains("spring.data.redis." + origin);
		});
		assertThat(options.containsKey("spring.data.redis.ssl.bundle")).isEqualTo(set.equals("ssl.bundle"));
	}

	@Test
	void everythingThatACustomizerHasReplacedIsSaidToBeItsOwn() {
		LettuceClientConfigurationBuilderCustomizer customizer = (client) -> client.clientName("customizer")
			.readFrom(ReadFrom.REPLICA)
			.commandTimeout(Duration.ofSeconds(3))
			.useSsl()
			.startTls()
			.disablePeerVerification();
		Map<String, EffectiveOption> options = options(this.runner
			.withPropertyValues("spring.data.redis.client-name=property", "spring.data.redis.lettuce.read-from=any")
			.withBean(LettuceClientConfigurationBuilderCustomizer.class, () -> customizer));
		Map<String, String> replaced = Map.of("spring.data.redis.client-name", "customizer",
				"spring.data.redis.lettuce.read-from", "replica", "spring.data.redis.timeout", "3s",
				"spring.data.redis.ssl.enabled", "true", "LettuceClientConfiguration.verifyMode", "none",
				"LettuceClientConfiguration.startTls", "true");
		replaced.forEach((property, value) -> assertThat(options).containsEntry(property,
				new EffectiveOption(value, "a customizer of the Lettuce client")));
		assertThat(options).containsEntry("steadfast.redis.patience",
				new EffectiveOption("2750ms", "limited by a customizer of the Lettuce client"));
	}

	@Test
	void whatIsReadFromIsNamedAsItIsSet() {
		for (String readFrom : new String[] { "REPLICA_PREFERRED", "subnet:10.0.0.0/8", "lowest-latency" }) {
			assertThat(options(this.runner.withPropertyValues("spring.data.redis.lettuce.read-from=" + readFrom))
				.get("spring.data.redis.lettuce.read-from")).satisfies((option) -> {
					assertThat(option.value()).isEqualTo(readFrom);
					assertThat(option.origin()).contains("spring.data.redis.lettuce.read-from");
				});
		}
	}

	@ParameterizedTest
	@CsvSource({ "steadfast.redis.enabled, true", "steadfast.redis.health.grace-period, 30s",
			"steadfast.redis.health.probe, false", "steadfast.redis.cache.fail-open, false",
			"spring.data.redis.lettuce.pool.max-active, 8", "spring.data.redis.lettuce.pool.max-wait, -1ms",
			"spring.data.redis.lettuce.read-from, upstream", "spring.data.redis.lettuce.shutdown-timeout, 100ms",
			"resilience4j.retry.instances.redis-cluster.max-attempts, 1000",
			"resilience4j.circuitbreaker.configs.redis-node.minimum-number-of-calls, 10",
			"resilience4j.circuitbreaker.configs.redis-node.wait-duration-in-open-state, 250ms" })
	void whatElseIsInEffectIsListed(String property, String value) {
		assertThat(options(this.runner)).containsEntry(property, new EffectiveOption(value, "default"));
	}

	@Test
	void retryAndBreakersAreAttributedToWhatHasSetThem() {
		ApplicationContextRunner resilient = this.runner
			.withConfiguration(
					AutoConfigurations.of(RetryAutoConfiguration.class, CircuitBreakerAutoConfiguration.class))
			.withInitializer((context) -> new DefaultPropertiesPostProcessor()
				.postProcessEnvironment(context.getEnvironment(), new SpringApplication()))
			.withPropertyValues("resilience4j.circuitbreaker.configs.redis-node.minimum-number-of-calls=4");
		String breaker = "resilience4j.circuitbreaker.configs.redis-node.";
		Map<String, EffectiveOption> options = options(resilient);
		assertThat(options.get(breaker + "minimum-number-of-calls").value()).isEqualTo("4");
		assertThat(options.get(breaker + "minimum-number-of-calls").origin()).contains("minimum-number-of-calls");
		assertThat(options.get(breaker + "sliding-window-size")).isEqualTo(new EffectiveOption("10", "default"));
		CircuitBreakerRegistry own = CircuitBreakerRegistry.ofDefaults();
		own.addConfiguration("redis-node", CircuitBreakerConfig.custom().slidingWindowSize(77).build());
		assertThat(options(this.runner.withBean(CircuitBreakerRegistry.class, () -> own))).containsEntry(
				breaker + "sliding-window-size", new EffectiveOption("77", "the CircuitBreakerRegistry bean"));
	}

	private static Map<String, EffectiveOption> options(ApplicationContextRunner runner) {
		Map<?, ?>[] options = new Map<?, ?>[1];
		runner.run(
				(context) -> options[0] = context.getBean(ConfigurationReport.class).options("redisConnectionFactory"));
		@SuppressWarnings("unchecked")
		Map<String, EffectiveOption> found = (Map<String, EffectiveOption>) options[0];
		return found;
	}

}
