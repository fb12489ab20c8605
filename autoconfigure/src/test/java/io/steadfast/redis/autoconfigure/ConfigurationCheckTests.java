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

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.steadfast.redis.test.ScriptedRedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each finding is provoked, and a configuration that is fine has none.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationCheckTests {

	private static final Machine FINE = new Machine(30, false);

	private final ApplicationContextRunner runner = ContextRunners.withCluster();

	@Test
	void aConfigurationThatIsFineHasNone() {
		assertThat(findings(this.runner, FINE)).isEmpty();
		assertThat(findings(this.runner, new Machine(60, false))).isEmpty();
		assertThat(findings(seeds("configuration-endpoint.test:6379"), FINE)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					steadfast.redis.patience=9s spring.data.redis.timeout=5s | steadfast.redis.patience | is 9s
					spring.data.redis.timeout=1500ms         | steadfast.redis.stall-timeout | is 2s, so a command gives up (after 1250ms)
					steadfast.redis.overdue=2s               | steadfast.redis.overdue | is 2s and has no effect
					spring.data.redis.connect-timeout=20s    | spring.data.redis.connect-timeout | is 20s, but no command waits longer than 5s
					spring.data.redis.cluster.nodes=10.0.0.1:7001 | spring.data.redis.cluster.nodes | names one node
					spring.data.redis.cluster.nodes=[::1]:7001 | spring.data.redis.cluster.nodes | names one node
					""")
	void propertiesThatWorkAgainstOneAnother(String properties, String property, String what) {
		assertFound(findings(this.runner.withPropertyValues(properties.split(" ")), FINE), property, what);
	}

	@ParameterizedTest
	@CsvSource({ "cluster.max-redirects, 9", "lettuce.cluster.refresh.adaptive, false",
			"lettuce.cluster.refresh.dynamic-refresh-sources, false" })
	void propertiesThatHaveNoEffect(String property, String value) {
		assertThat(BootMetadataTests.WITHOUT_EFFECT).hasSize(3).containsKey(property);
		assertFound(findings(this.runner.withPropertyValues("spring.data.redis." + property + "=" + value), FINE),
				"spring.data.redis." + property, "has no effect: ");
	}

	@Test
	void whatIsAskedForAndHappensAnywayIsNoFinding() {
		assertThat(findings(this.runner.withPropertyValues("spring.data.redis.lettuce.cluster.refresh.adaptive=true",
				"spring.data.redis.lettuce.cluster.refresh.dynamic-refresh-sources=true"), FINE))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "client-type=jedis, client-type, is jedis and has no effect",
			"sentinel.master=main, sentinel, has no effect beside steadfast.redis.clusters.orders.cluster.nodes",
			"cluster.max-redirects=9, cluster.max-redirects, has no effect",
			"database=3, database, is 3 and has no effect" })
	void contradictionsBelowAName(String setting, String property, String what) {
		ApplicationContextRunner named = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, NamedClustersAutoConfiguration.class))
			.withPropertyValues("steadfast.redis.clusters.orders.cluster.nodes=node-1:7001,node-2:7002",
					"steadfast.redis.clusters.orders." + setting);
		assertFound(findings(named, FINE), "steadfast.redis.clusters.orders." + property, what);
	}

	@Test
	void aBundleThatACustomizersSslOptionsReplace() {
		ApplicationContextRunner bundled = this.runner
			.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("mine", SslBundle.systemDefault()))
			.withPropertyValues("spring.data.redis.ssl.bundle=mine");
		assertThat(findings(bundled, FINE)).isEmpty();
		LettuceClientOptionsBuilderCustomizer own = (options) -> options
			.sslOptions(SslOptions.builder().handshakeTimeout(Duration.ofSeconds(3)).build());
		assertFound(findings(bundled.withBean(LettuceClientOptionsBuilderCustomizer.class, () -> own), FINE),
				"spring.data.redis.ssl.bundle", "has no effect: a customizer sets SslOptions of its own");
	}

	@ParameterizedTest
	@CsvSource({ "-1, for ever", "61, for 61s" })
	void addressesThatTheJvmKeepsLong(int ttl, String what) {
		assertFound(findings(this.runner, new Machine(ttl, false)), "networkaddress.cache.ttl", what);
		assertThat(findings(seeds("10.0.0.1:7001,10.0.0.2:7001"), new Machine(ttl, false))).isEmpty();
	}

	@Test
	void noNativeTransport() {
		assertFound(findings(this.runner, new Machine(30, true)), "io.netty:netty-transport-native-epoll",
				"no native transport");
	}

	@Test
	void optionsOfACustomizerThatHaveNoEffect() {
		assertFound(findings(customized((options) -> options.autoReconnect(false)), FINE),
				"ClientOptions.autoReconnect", "has no effect");
		assertFound(findings(customized((options) -> options.requestQueueSize(7)), FINE),
				"ClientOptions.requestQueueSize", "does not limit");
	}

	@Test
	void clientOptionsOfACustomizerInWhichAPropertyIsLost() {
		LettuceClientConfigurationBuilderCustomizer whole = (client) -> client
			.clientOptions(ClientOptions.builder().build());
		ApplicationContextRunner customized = this.runner.withPropertyValues("spring.data.redis.connect-timeout=2s")
			.withBean(LettuceClientConfigurationBuilderCustomizer.class, () -> whole);
		assertFound(findings(customized, FINE), "spring.data.redis.connect-timeout",
				"has no effect: a customizer sets ClientOptions of its own, and with them 10s");
	}

	@Test
	void announcedNamesThatDoNotResolve() {
		try (ScriptedRedisNode node = ScriptedRedisNode.start()) {
			node.clusterNodes(node.row("0-16383").replace("127.0.0.1", "redis-1.invalid"));
			// Netty's resolver, which is on the class path, would wait for a name server.
			ClientResourcesBuilderCustomizer jvm = (resources) -> resources
				.addressResolverGroup(DefaultAddressResolverGroup.INSTANCE);
			ApplicationContextRunner eager = seeds(node.endpoint())
				.withBean(ClientResourcesBuilderCustomizer.class, () -> jvm)
				.withPropertyValues("steadfast.redis.startup=eager");
			eager.run((context) -> {
				ConfigurationReport report = context.getBean(ConfigurationReport.class);
				Awaitility.await()
					.atMost(Duration.ofSeconds(10))
					.untilAsserted(() -> assertFound(report.findings(), "cluster-announce-hostname",
							"redis-1.invalid:" + node.port()));
			});
		}
	}

	@Test
	void readsFromReplicasThatAreNotThere() {
		try (ScriptedRedisNode node = ScriptedRedisNode.start(); ScriptedRedisNode other = ScriptedRedisNode.start()) {
			node.clusterNodes(node.row("0-16383"));
			other.clusterNodes(node.row("0-16383"));
			ApplicationContextRunner eager = seeds(node.endpoint() + "," + other.endpoint())
				.withPropertyValues("steadfast.redis.startup=eager");
			assertThat(findings(eager, FINE)).isEmpty();
			assertFound(findings(eager.withPropertyValues("spring.data.redis.lettuce.read-from=replica"), FINE),
					"spring.data.redis.lettuce.read-from", "the cluster has none");
		}
	}

	@Test
	void aFindingIsLoggedAndTheBeanHasIt(CapturedOutput output) {
		this.runner.withPropertyValues("steadfast.redis.overdue=2s").run((context) -> {
			List<ConfigurationFinding> findings = context.getBean(ConfigurationReport.class).findings();
			assertThat(findings).extracting(ConfigurationFinding::property).contains("steadfast.redis.overdue");
			assertThat(output).contains("Redis configuration: steadfast.redis.overdue is 2s and has no effect");
		});
	}

	@Test
	void theEffectiveOptionsAreOneLineWithoutASecret(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.data.redis.username=anna", "spring.data.redis.password=geheim",
					"spring.data.redis.timeout=3s", "spring.data.redis.ssl.enabled=true")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("redisConnectionFactory: spring.data.redis.cluster.nodes=node-1:7001,node-2:7002, "
						+ "spring.data.redis.username=anna, spring.data.redis.password=set, "
						+ "spring.data.redis.ssl.enabled=true, spring.data.redis.timeout=3s, "
						+ "spring.data.redis.connect-timeout=10s, ")
				.doesNotContain("geheim"));
	}

	private static void assertFound(List<ConfigurationFinding> findings, String property, String what) {
		assertThat(findings).filteredOn((finding) -> finding.property().equals(property))
			.singleElement()
			.satisfies((finding) -> {
				assertThat(finding.what()).contains(what).endsWith(".");
				assertThat(finding.advice()).endsWith(".");
			});
	}

	private ApplicationContextRunner seeds(String nodes) {
		return this.runner.withPropertyValues("spring.data.redis.cluster.nodes=" + nodes);
	}

	private ApplicationContextRunner customized(LettuceClientOptionsBuilderCustomizer customizer) {
		return this.runner.withBean(LettuceClientOptionsBuilderCustomizer.class, () -> customizer);
	}

	private static List<ConfigurationFinding> findings(ApplicationContextRunner runner, Machine machine) {
		List<?>[] findings = new List<?>[1];
		runner.run((context) -> findings[0] = new ConfigurationCheck(
				context.getBean(ConnectionFactories.class).made().get(0), machine)
			.findings());
		return findings[0].stream().map(ConfigurationFinding.class::cast).toList();
	}

}
