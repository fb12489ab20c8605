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

import java.util.List;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.SslOptions;
import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeFault;
import io.steadfast.redis.test.ScriptedRedisNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.lettuce.RedisCredentialsProviderFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is wrong with the way to a cluster is told of the bean or customizer that says it,
 * not of a property whose place they have taken.
 */
@ExtendWith(OutputCaptureExtension.class)
class AccessSourcesTests {

	private final ApplicationContextRunner details = ContextRunners.withCluster()
		.withPropertyValues("spring.data.redis.username=property", "spring.data.redis.password=property")
		.withBean(RedisConnectionDetails.class, ConnectionDetailsTests.ClusterDetails::new);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					NOT_REACHED | The RedisConnectionDetails bean names node-1, and nobody | names and ports in the RedisConnectionDetails bean.
					CLUSTER_DISABLED | The RedisConnectionDetails bean names node-1, but | Let the RedisConnectionDetails bean name a single server
					NAME_UNKNOWN | The RedisConnectionDetails bean names node-1, and | Correct the name in the RedisConnectionDetails bean
					PASSWORD_WRONG | The RedisConnectionDetails bean names the user 'details-user', and | Let the RedisConnectionDetails bean have the password that the node has for the user 'details-user'.
					PASSWORD_MISSING | The RedisConnectionDetails bean has no password, but | Let the RedisConnectionDetails bean have the password
					NOT_PERMITTED | The RedisConnectionDetails bean names the user 'details-user' | let the RedisConnectionDetails bean name a user who may.
					NO_TLS_THERE | The RedisConnectionDetails bean turns TLS on, but | Let the RedisConnectionDetails bean not turn TLS on, or
					CERTIFICATE_UNTRUSTED | The RedisConnectionDetails bean turns TLS on, and | Let the RedisConnectionDetails bean have TLS material whose trust store
					TLS_FAILED | The RedisConnectionDetails bean turns TLS on, but | Let the RedisConnectionDetails bean have TLS material with the protocols
					""")
	void aDetailsBeanIsNamed(FaultKind kind, String description, String action) {
		FaultDiagnosis diagnosis = diagnosis(this.details, kind);
		assertThat(diagnosis.description()).startsWith(description);
		assertThat(diagnosis.action()).contains(action);
		assertThat(diagnosis.toString()).doesNotContain("spring.data.redis", "details-password");
	}

	@Test
	void aConfigurationBeanHasNodesAndCredentialsAndPropertiesHaveTls() {
		ApplicationContextRunner bean = ContextRunners.withCluster()
			.withPropertyValues("spring.data.redis.password=property", "spring.data.redis.ssl.enabled=true")
			.withBean(RedisClusterConfiguration.class, () -> new RedisClusterConfiguration(List.of("bean:9003")));
		assertThat(diagnosis(bean, FaultKind.PASSWORD_MISSING).toString())
			.startsWith("The RedisClusterConfiguration bean has no password, but node-1 wants")
			.contains("Let the RedisClusterConfiguration bean have the password");
		assertThat(diagnosis(bean, FaultKind.NO_TLS_THERE).toString())
			.startsWith("spring.data.redis.ssl.enabled is true, but")
			.contains("Set spring.data.redis.ssl.enabled to false");
	}

	@Test
	void aCustomizerThatTurnsTlsOnIsNamedAndThePropertyForTheBundleIsStillOfUse() {
		ApplicationContextRunner customized = customized((client) -> client.useSsl());
		assertThat(diagnosis(customized, FaultKind.SILENT).toString())
			.startsWith("A customizer of the Lettuce client turns TLS on, and no answer comes from node-1")
			.contains("Let a customizer of the Lettuce client not turn TLS on");
		assertThat(diagnosis(customized, FaultKind.CERTIFICATE_UNTRUSTED).action())
			.startsWith("Set spring.data.redis.ssl.bundle to");
	}

	@Test
	void aCustomizerThatHasTheTrustIsNamed() {
		SslOptions own = SslOptions.builder().protocols("TLSv1.2").build();
		assertThat(
				diagnosis(customized((client) -> client.clientOptions(ClientOptions.builder().sslOptions(own).build()))
					.withPropertyValues("spring.data.redis.ssl.enabled=true"), FaultKind.CERTIFICATE_UNTRUSTED)
					.toString())
			.startsWith("spring.data.redis.ssl.enabled is true, and")
			.contains("Let a customizer of the Lettuce client have TLS material whose trust store");
	}

	@Test
	void aCredentialsProviderIsNamed() {
		RedisCredentialsProviderFactory provider = new RedisCredentialsProviderFactory() {

			@Override
			public RedisCredentialsProvider createCredentialsProvider(RedisConfiguration configuration) {
				return RedisCredentialsProvider.from(() -> RedisCredentials.just("anna", "geheim"));
			}

		};
		assertThat(diagnosis(customized((client) -> client.redisCredentialsProviderFactory(provider)),
				FaultKind.PASSWORD_WRONG)
			.toString()).startsWith("A customizer of the Lettuce client names the user '<user>', and")
			.contains("Let a customizer of the Lettuce client have the password");
	}

	@Test
	void aStartThatFailsNamesTheBeanToo(CapturedOutput output) {
		ScriptedRedisNode node = ScriptedRedisNode.start();
		node.close();
		assertThatException()
			.isThrownBy(() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
				.properties("steadfast.redis.startup=fail-fast", "steadfast.redis.patience=900ms",
						"test.node=127.0.0.1:" + node.port())
				.run());
		assertThat(output).contains("\nThe RedisConnectionDetails bean names 127.0.0.1:" + node.port())
			.contains("correct the names and ports in the RedisConnectionDetails bean.")
			.doesNotContain("spring.data.redis.cluster.nodes names");
	}

	private static ApplicationContextRunner customized(LettuceClientConfigurationBuilderCustomizer customizer) {
		return ContextRunners.withCluster()
			.withBean(LettuceClientConfigurationBuilderCustomizer.class, () -> customizer);
	}

	private static FaultDiagnosis diagnosis(ApplicationContextRunner runner, FaultKind kind) {
		FaultDiagnosis[] diagnosis = new FaultDiagnosis[1];
		runner.run((context) -> {
			ConfiguredCluster cluster = context.getBean(ConnectionFactories.class).made().get(0);
			diagnosis[0] = FaultDiagnosis.of(List.of(new NodeFault("node-1", kind, "it said so")), cluster.properties(),
					cluster.access());
		});
		return diagnosis[0];
	}

	/**
	 * An application whose service connection leads to nobody.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SslAutoConfiguration.class, SteadfastRedisAutoConfiguration.class,
			RedisAutoConfiguration.class })
	static class Application {

		@Bean
		RedisConnectionDetails details(Environment environment) {
			String[] node = environment.getRequiredProperty("test.node").split(":");
			return new RedisConnectionDetails() {

				@Override
				public Cluster getCluster() {
					return () -> List.of(new Node(node[0], Integer.parseInt(node[1])));
				}

			};
		}

	}

}
