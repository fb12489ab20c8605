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

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.SystemEnvironmentPropertySource;

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
				"steadfast.redis.patience", new EffectiveOption("3s", "limited by spring.data.redis.timeout"));
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

	private static Map<String, EffectiveOption> options(ApplicationContextRunner runner) {
		Map<?, ?>[] options = new Map<?, ?>[1];
		runner.run(
				(context) -> options[0] = context.getBean(ConfigurationReport.class).options("redisConnectionFactory"));
		@SuppressWarnings("unchecked")
		Map<String, EffectiveOption> found = (Map<String, EffectiveOption>) options[0];
		return found;
	}

}
