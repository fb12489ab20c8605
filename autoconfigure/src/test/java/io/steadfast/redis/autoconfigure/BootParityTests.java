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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.system.JavaVersion;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each property of {@code spring.data.redis} has the effect on our factory that it has on
 * Boot's.
 */
class BootParityTests {

	private final ApplicationContextRunner runner = ContextRunners.withCluster()
		.withBean(SslBundles.class, () -> new DefaultSslBundleRegistry("mine",
				SslBundle.of(null, null, SslOptions.of(Set.of("TLS_AES_128_GCM_SHA256"), Set.of("TLSv1.3")))));

	/**
	 * What is compared; {@link BootMetadataTests} sees to it that nothing is left out.
	 */
	static final List<String> COMPARED = List.of("", "cluster.nodes=node-3:7003,node-4:7004", "timeout=1500ms",
			"timeout=0", "connect-timeout=700ms", "client-name=shop", "username=anna", "password=secret",
			"username=anna password=secret", "url=redis://anna:secret@node-1:7001",
			"url=rediss://anna:secret@node-1:7001", "ssl.enabled=true", "ssl.bundle=mine",
			"ssl.bundle=mine ssl.enabled=false", "lettuce.shutdown-timeout=3s", "lettuce.shutdown-timeout=0",
			"lettuce.read-from=replica-preferred", "lettuce.read-from=ANY_REPLICA", "lettuce.read-from=lowest-latency",
			"lettuce.cluster.refresh.period=20s", "lettuce.pool.enabled=false",
			"lettuce.pool.max-active=3 lettuce.pool.max-idle=2 lettuce.pool.min-idle=1",
			"lettuce.pool.max-wait=2s lettuce.pool.time-between-eviction-runs=4s", "client-type=lettuce", "database=2",
			"host=elsewhere port=1");

	@ParameterizedTest
	@FieldSource("COMPARED")
	void aPropertyMeansWhatItMeansToBoot(String properties) {
		String[] values = List.of(properties.split(" "))
			.stream()
			.filter((each) -> !each.isEmpty())
			.map("spring.data.redis."::concat)
			.toArray(String[]::new);
		ApplicationContextRunner configured = this.runner.withPropertyValues(values);
		LettuceConnectionFactory ours = factory(configured);
		LettuceConnectionFactory boots = factory(configured.withPropertyValues("steadfast.redis.enabled=false"));
		assertThat(ours).isInstanceOf(TopologyAwareConnectionFactory.class);
		assertThat(boots).isExactlyInstanceOf(LettuceConnectionFactory.class);
		assertThat(effectOn(ours)).isEqualTo(effectOn(boots));
	}

	@Test
	void timeoutsNameAndReadFromArriveInTheClientConfiguration() {
		LettuceClientConfiguration client = factory(this.runner.withPropertyValues("spring.data.redis.timeout=1500ms",
				"spring.data.redis.connect-timeout=700ms", "spring.data.redis.client-name=shop",
				"spring.data.redis.lettuce.shutdown-timeout=3s",
				"spring.data.redis.lettuce.read-from=replica-preferred"))
			.getClientConfiguration();
		assertThat(client.getCommandTimeout()).hasMillis(1500);
		assertThat(options(client).getSocketOptions().getConnectTimeout()).hasMillis(700);
		assertThat(client.getClientName()).contains("shop");
		assertThat(client.getShutdownTimeout()).hasSeconds(3);
		assertThat(client.getReadFrom()).contains(ReadFrom.REPLICA_PREFERRED);
		assertThat(client.isUseSsl()).isFalse();
	}

	@Test
	void readFromMayNameASubnet() {
		assertThat(factory(this.runner.withPropertyValues("spring.data.redis.lettuce.read-from=subnet:10.0.0.0/8"))
			.getClientConfiguration()
			.getReadFrom()).isPresent();
	}

	@Test
	void nodesCredentialsAndRedirectsArriveInTheClusterConfiguration() {
		RedisClusterConfiguration cluster = factory(this.runner.withPropertyValues("spring.data.redis.username=anna",
				"spring.data.redis.password=secret", "spring.data.redis.cluster.max-redirects=9"))
			.getClusterConfiguration();
		assertThat(cluster).isNotNull();
		assertThat(cluster.getClusterNodes()).hasToString("[node-1:7001, node-2:7002]");
		assertThat(cluster.getUsername()).isEqualTo("anna");
		assertThat(cluster.getPassword().map(String::valueOf).orElse("")).isEqualTo("secret");
		assertThat(cluster.getMaxRedirects()).isEqualTo(9);
	}

	@Test
	void anSslBundleArrivesInTheClientOptions() {
		LettuceClientConfiguration client = factory(this.runner.withPropertyValues("spring.data.redis.ssl.bundle=mine"))
			.getClientConfiguration();
		assertThat(client.isUseSsl()).isTrue();
		assertThat(options(client).getSslOptions().getCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
		assertThat(options(client).getSslOptions().getProtocols()).containsExactly("TLSv1.3");
	}

	@Test
	void aSecureUrlTurnsTlsOn() {
		assertThat(factory(this.runner.withPropertyValues("spring.data.redis.url=rediss://node-1:7001"))
			.getClientConfiguration()
			.isUseSsl()).isTrue();
	}

	@Test
	void aPoolIsUsedWhereCommonsPoolIsThereUnlessItIsSwitchedOff() {
		assertThat(factory(this.runner).getClientConfiguration()).isInstanceOf(LettucePoolingClientConfiguration.class);
		assertThat(factory(this.runner.withPropertyValues("spring.data.redis.lettuce.pool.enabled=false"))
			.getClientConfiguration()).isNotInstanceOf(LettucePoolingClientConfiguration.class);
	}

	@Test
	void virtualThreadsRunWhatTheFactoryFansOut() {
		LettuceConnectionFactory factory = factory(
				this.runner.withPropertyValues("spring.threads.virtual.enabled=true"));
		boolean virtual = JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE);
		assertThat(factory).extracting("executor")
			.satisfies((executor) -> assertThat(executor instanceof SimpleAsyncTaskExecutor threads
					&& threads.getThreadNamePrefix().equals("redis-"))
				.isEqualTo(virtual));
	}

	private static LettuceConnectionFactory factory(ApplicationContextRunner runner) {
		AtomicReference<LettuceConnectionFactory> factory = new AtomicReference<>();
		runner.run((context) -> factory.set(context.getBean(LettuceConnectionFactory.class)));
		return factory.get();
	}

	private static ClientOptions options(LettuceClientConfiguration client) {
		return client.getClientOptions().orElseThrow();
	}

	private static Map<String, Object> effectOn(LettuceConnectionFactory factory) {
		LettuceClientConfiguration client = factory.getClientConfiguration();
		ClientOptions options = options(client);
		Map<String, Object> effect = new LinkedHashMap<>();
		effect.put("cluster", factory.getClusterConfiguration());
		effect.put("database", factory.getDatabase());
		effect.put("timeout", client.getCommandTimeout());
		effect.put("timeouts", options.getTimeoutOptions().isTimeoutCommands());
		effect.put("name", client.getClientName());
		effect.put("ssl", client.isUseSsl());
		effect.put("start tls", client.isStartTls());
		effect.put("verify", client.getVerifyMode());
		effect.put("shutdown", List.of(client.getShutdownTimeout(), client.getShutdownQuietPeriod()));
		effect.put("read from", client.getReadFrom());
		effect.put("connect timeout", options.getSocketOptions().getConnectTimeout());
		effect.put("ciphers", Arrays.toString(options.getSslOptions().getCipherSuites()));
		effect.put("protocols", Arrays.toString(options.getSslOptions().getProtocols()));
		ClusterTopologyRefreshOptions refresh = ((ClusterClientOptions) options).getTopologyRefreshOptions();
		effect.put("refresh", List.of(refresh.useDynamicRefreshSources(), refresh.isPeriodicRefreshEnabled(),
				refresh.getRefreshPeriod(), refresh.getAdaptiveRefreshTriggers()));
		effect.put("pool", (client instanceof LettucePoolingClientConfiguration pool)
				? pool.getPoolConfig().toString().replaceAll("@\\p{XDigit}+", "") : "none");
		return effect;
	}

}
