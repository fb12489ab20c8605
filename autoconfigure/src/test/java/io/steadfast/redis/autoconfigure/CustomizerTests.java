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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.metrics.CommandLatencyCollectorOptions;
import io.lettuce.core.metrics.DefaultCommandLatencyCollector;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Boot's customizers, which an application may define for Lettuce.
 */
class CustomizerTests {

	@Test
	void allRunOnceAndInOrder() {
		ContextRunners.withCluster().withUserConfiguration(Customizers.class).run((context) -> {
			context.getBean(TopologyAwareConnectionFactory.class);
			assertThat(context.getBean(Customizers.class).calls).containsExactly("resources 1", "resources 2",
					"options 1", "options 2", "configuration 1", "configuration 2");
		});
	}

	@Test
	void theirChangesArriveAndTheLastOneWins() {
		ContextRunners.withCluster()
			.withUserConfiguration(Customizers.class)
			.withPropertyValues("spring.data.redis.client-name=property")
			.run((context) -> {
				TopologyAwareConnectionFactory factory = context.getBean(TopologyAwareConnectionFactory.class);
				assertThat(factory.getClientConfiguration().getClientName()).contains("configuration 2");
				assertThat(factory.getClientConfiguration().getClientOptions())
					.hasValueSatisfying((options) -> assertThat(options).isInstanceOf(ClusterClientOptions.class)
						.matches((it) -> it.getRequestQueueSize() == 2));
				assertThat(factory.getClientConfiguration().getClientResources())
					.containsSame(context.getBean(ClientResources.class));
			});
	}

	@Test
	void clientOptionsOfItsOwnKeepTheBundleAndEverythingElseThatTheySay() {
		Supplier<JsonParser> parser = () -> null;
		LettuceClientConfigurationBuilderCustomizer whole = (client) -> client
			.clientOptions(ClusterClientOptions.builder().requestQueueSize(3).jsonParser(parser).build());
		ContextRunners.withCluster()
			.withPropertyValues("spring.data.redis.ssl.bundle=mine")
			.withBean(SslBundles.class, () -> bundle("mine"))
			.withBean(LettuceClientConfigurationBuilderCustomizer.class, () -> whole)
			.run((context) -> assertThat(
					context.getBean(TopologyAwareConnectionFactory.class).getClientConfiguration().getClientOptions())
				.hasValueSatisfying((options) -> {
					assertThat(options.getSslOptions().getProtocols()).containsExactly("TLSv1.3");
					assertThat(options.getRequestQueueSize()).isEqualTo(3);
					assertThat(options.getJsonParser()).isSameAs(parser);
				}));
	}

	private static SslBundles bundle(String name) {
		return new DefaultSslBundleRegistry(name,
				SslBundle.of(null, null, SslOptions.of(Set.of("TLS_AES_128_GCM_SHA256"), Set.of("TLSv1.3"))));
	}

	@Test
	void aTimeoutOfACustomizerLimitsThePatience() {
		ContextRunners.withCluster()
			.withBean(LettuceClientConfigurationBuilderCustomizer.class,
					() -> (builder) -> builder.commandTimeout(Duration.ofMillis(1200)))
			.run((context) -> assertThat(
					context.getBean(TopologyAwareConnectionFactory.class).getRoutingOptions().patience())
				.hasMillis(950));
	}

	@Test
	void latenciesThatNobodyReadsAreNotCollected() {
		assertThat(DefaultCommandLatencyCollector.isAvailable()).as("Lettuce would").isTrue();
		ContextRunners.withCluster().run((context) -> assertThat(isCollecting(context)).isFalse());
	}

	@Test
	@SuppressWarnings("deprecation") // not in Boot's applications, and not for removal
	void anApplicationMayCollectLatencies() {
		ContextRunners.withCluster()
			.withBean(ClientResourcesBuilderCustomizer.class,
					() -> (builder) -> builder.commandLatencyCollectorOptions(CommandLatencyCollectorOptions.create()))
			.run((context) -> assertThat(isCollecting(context)).isTrue());
	}

	private static boolean isCollecting(ApplicationContext context) {
		return context.getBean(ClientResources.class).commandLatencyRecorder().isEnabled();
	}

	/**
	 * Two customizers of each kind, defined in the wrong order.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		ClientResourcesBuilderCustomizer secondResources() {
			return (builder) -> this.calls.add("resources 2");
		}

		@Bean
		@Order(1)
		ClientResourcesBuilderCustomizer firstResources() {
			return (builder) -> this.calls.add("resources 1");
		}

		@Bean
		@Order(2)
		LettuceClientOptionsBuilderCustomizer secondOptions() {
			return (builder) -> {
				builder.requestQueueSize(2);
				this.calls.add("options 2");
			};
		}

		@Bean
		@Order(1)
		LettuceClientOptionsBuilderCustomizer firstOptions() {
			return (builder) -> {
				builder.requestQueueSize(1);
				this.calls.add("options 1");
			};
		}

		@Bean
		@Order(2)
		LettuceClientConfigurationBuilderCustomizer secondConfiguration() {
			return (builder) -> {
				builder.clientName("configuration 2");
				this.calls.add("configuration 2");
			};
		}

		@Bean
		@Order(1)
		LettuceClientConfigurationBuilderCustomizer firstConfiguration() {
			return (builder) -> {
				builder.clientName("configuration 1");
				this.calls.add("configuration 1");
			};
		}

	}

}
