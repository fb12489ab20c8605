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

package io.steadfast.redis.security;

import java.time.Duration;
import java.util.stream.Collectors;

import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.resource.SocketAddressResolver;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.test.RedisNode;
import io.steadfast.redis.test.SwitchableResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.steadfast.redis.security.SecureRedis.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nodes whose certificates have names, where the cluster tells addresses or names.
 */
@ExtendWith(OutputCaptureExtension.class)
class TlsNamesIT {

	private static final String NAME = "redis.steadfast.test";

	@RegisterExtension
	static final SecureRedis redis = new SecureRedis();

	@BeforeEach
	void certificatesWithNamesAlone() {
		redis.show(redis.authority().issue("node", "*.steadfast.test"));
	}

	@AfterEach
	void certificatesWithAddresses() {
		redis.show(redis.authority().issue("node", "*.steadfast.test", "127.0.0.1"));
	}

	@Test
	void whereTheClusterTellsAddressesTheEditIsNamed(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Application.class)) {
			assertThatExceptionOfType(NodeUnavailableException.class)
				.isThrownBy(() -> SecureRedis.writeToEveryShard(context))
				.withStackTraceContaining("No subject alternative names matching IP address 127.0.0.1 found");
		}
		assertThat(output)
			.contains("A node of the Redis Cluster cannot be used. spring.data.redis.ssl.bundle is 'names', and"
					+ " the certificate of 127.0.0.1:")
			.contains(
					"is for other names (No subject alternative names matching IP address 127.0.0.1 found). Let the nodes"
							+ " announce the names of their certificates (cluster-announce-hostname)");
	}

	@Test
	void thatEditWorks() {
		assertServed(VerifyingTheAuthority.class);
	}

	@Test
	void whereTheClusterTellsNamesTheyAreUsedWhateverTypeOfEndpointItPrefers() {
		announce(NAME);
		try {
			assertServed(Application.class);
			redis.everyNode("CONFIG", "SET", "cluster-preferred-endpoint-type", "hostname");
			assertServed(Application.class);
		}
		finally {
			redis.everyNode("CONFIG", "SET", "cluster-preferred-endpoint-type", "ip");
			announce("");
		}
	}

	private static void assertServed(Class<?> application) {
		try (ConfigurableApplicationContext context = start(application)) {
			SecureRedis.writeToEveryShard(context);
		}
	}

	private static ConfigurableApplicationContext start(Class<?> application) {
		String seeds = redis.cluster()
			.nodes()
			.stream()
			.map((node) -> NAME + ":" + node.port())
			.collect(Collectors.joining(","));
		return redis.start(application, with(redis.bundle("names"), "spring.data.redis.cluster.nodes=" + seeds,
				"steadfast.redis.patience=900ms"));
	}

	private static void announce(String name) {
		redis.everyNode("CONFIG", "SET", "cluster-announce-hostname", name);
		redis.cluster().await("the announced name to be known", Duration.ofSeconds(20), () -> {
			for (RedisNode node : redis.cluster().nodes()) {
				if (node.execute("CLUSTER", "NODES")
					.lines()
					.anyMatch((line) -> line.contains(NAME) == name.isEmpty())) {
					return false;
				}
			}
			return true;
		});
	}

	/**
	 * An application that finds the names.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ClientResourcesBuilderCustomizer names() {
			SwitchableResolver resolver = new SwitchableResolver();
			resolver.map(NAME, "127.0.0.1");
			return (resources) -> resources.socketAddressResolver(SocketAddressResolver.create(resolver));
		}

	}

	/**
	 * An application that verifies the authority alone.
	 */
	@Configuration(proxyBeanMethods = false)
	static class VerifyingTheAuthority extends Application {

		@Bean
		LettuceClientConfigurationBuilderCustomizer authorityAlone() {
			return (builder) -> builder.useSsl().verifyPeer(SslVerifyMode.CA);
		}

	}

}
