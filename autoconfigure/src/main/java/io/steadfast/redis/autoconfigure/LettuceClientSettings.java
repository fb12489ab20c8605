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

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.Lettuce.Cluster.Refresh;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.util.ClassUtils;

/**
 * The Lettuce configuration that follows from {@code spring.data.redis.*} and from Boot's
 * customizers, with the meaning that Boot gives to each and in the same order.
 */
final class LettuceClientSettings {

	static final String POOL_CLASS = "org.apache.commons.pool2.ObjectPool";

	private static final boolean COMMONS_POOL_AVAILABLE = ClassUtils.isPresent(POOL_CLASS,
			LettuceClientSettings.class.getClassLoader());

	private final RedisProperties properties;

	private final ObjectProvider<ClientResources> resources;

	private final ObjectProvider<LettuceClientOptionsBuilderCustomizer> optionsCustomizers;

	private final ObjectProvider<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers;

	LettuceClientSettings(RedisProperties properties, ObjectProvider<ClientResources> resources,
			ObjectProvider<LettuceClientOptionsBuilderCustomizer> optionsCustomizers,
			ObjectProvider<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers) {
		this.properties = properties;
		this.resources = resources;
		this.optionsCustomizers = optionsCustomizers;
		this.configurationCustomizers = configurationCustomizers;
	}

	/**
	 * The configuration for these servers; runs the customizers, so call it once.
	 * @param servers the servers to connect to
	 * @return with a pooling configuration where a pool is wanted
	 */
	ConfiguredClient client(ConfiguredServers servers) {
		SslBundle sslBundle = servers.sslBundle();
		boolean secure = sslBundle != null || hasSecureUrl();
		SslOptions tls = (sslBundle != null) ? sslOptions(SslOptions.builder(), sslBundle)
				: ClientOptions.DEFAULT_SSL_OPTIONS;
		LettuceClientConfigurationBuilder builder = newBuilder();
		this.resources.ifAvailable(builder::clientResources);
		applyProperties(builder);
		if (secure) {
			builder.useSsl();
		}
		builder.clientOptions(clientOptions(servers, tls));
		this.configurationCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		LettuceClientConfiguration client = withTls(builder, tls);
		AccessSource source = (secure && sslBundle == null) ? AccessSource.PROPERTIES : servers.tlsSource();
		return new ConfiguredClient(client, (client.isUseSsl() == secure) ? source : AccessSource.CUSTOMIZER,
				(options(client).getSslOptions() == tls) ? source : AccessSource.CUSTOMIZER);
	}

	/**
	 * Options that a customizer has made from nothing know no TLS material; where it says
	 * nothing about that, ours stays.
	 */
	private static LettuceClientConfiguration withTls(LettuceClientConfigurationBuilder builder, SslOptions tls) {
		LettuceClientConfiguration client = builder.build();
		ClientOptions options = options(client);
		if (options.getSslOptions() == tls || options.getSslOptions() != ClientOptions.DEFAULT_SSL_OPTIONS) {
			return client;
		}
		// Lettuce's copy for clusters leaves out two of the options.
		return builder
			.clientOptions(options.mutate()
				.replayFilter(options.getReplayFilter())
				.jsonParser(options.getJsonParser())
				.sslOptions(tls)
				.build())
			.build();
	}

	private static ClientOptions options(LettuceClientConfiguration client) {
		return client.getClientOptions().orElseGet(ClientOptions::create);
	}

	private LettuceClientConfigurationBuilder newBuilder() {
		RedisProperties.Pool pool = this.properties.getLettuce().getPool();
		boolean pooled = (pool.getEnabled() != null) ? pool.getEnabled() : COMMONS_POOL_AVAILABLE;
		return pooled ? PoolSettings.newBuilder(pool) : LettuceClientConfiguration.builder();
	}

	private void applyProperties(LettuceClientConfigurationBuilder builder) {
		RedisProperties.Lettuce lettuce = this.properties.getLettuce();
		PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
		map.from(this.properties::getTimeout).to(builder::commandTimeout);
		map.from(this.properties::getClientName).whenHasText().to(builder::clientName);
		map.from(lettuce::getShutdownTimeout).when((timeout) -> !timeout.isZero()).to(builder::shutdownTimeout);
		map.from(lettuce::getReadFrom).as(ReadFromName::parse).to(builder::readFrom);
	}

	private boolean hasSecureUrl() {
		return this.properties.getUrl() != null && this.properties.getUrl().startsWith("rediss:");
	}

	private ClientOptions clientOptions(ConfiguredServers servers, SslOptions tls) {
		ClientOptions.Builder builder = newOptionsBuilder(servers);
		if (this.properties.getConnectTimeout() != null) {
			builder.socketOptions(SocketOptions.builder().connectTimeout(this.properties.getConnectTimeout()).build());
		}
		builder.sslOptions(tls);
		builder.timeoutOptions(TimeoutOptions.enabled());
		this.optionsCustomizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

	private ClientOptions.Builder newOptionsBuilder(ConfiguredServers servers) {
		if (!servers.areCluster()) {
			return ClientOptions.builder();
		}
		Refresh refresh = this.properties.getLettuce().getCluster().getRefresh();
		ClusterTopologyRefreshOptions.Builder builder = ClusterTopologyRefreshOptions.builder()
			.dynamicRefreshSources(refresh.isDynamicRefreshSources());
		if (refresh.getPeriod() != null) {
			builder.enablePeriodicRefresh(refresh.getPeriod());
		}
		if (refresh.isAdaptive()) {
			builder.enableAllAdaptiveRefreshTriggers();
		}
		return ClusterClientOptions.builder().topologyRefreshOptions(builder.build());
	}

	/**
	 * Let TLS options have what a bundle holds.
	 * @param builder the options to change
	 * @param bundle keys, trust, ciphers and protocols
	 * @return the options
	 */
	static SslOptions sslOptions(SslOptions.Builder builder, SslBundle bundle) {
		builder.keyManager(bundle.getManagers().getKeyManagerFactory())
			.trustManager(bundle.getManagers().getTrustManagerFactory());
		PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
		map.from(bundle.getOptions()::getCiphers).to(builder::cipherSuites);
		map.from(bundle.getOptions()::getEnabledProtocols).to(builder::protocols);
		return builder.build();
	}

}
