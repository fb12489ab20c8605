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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Cluster;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Node;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Sentinel;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails.Standalone;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/**
 * The servers that the application has configured, found in the order in which Boot
 * looks: Sentinel, cluster, single server; for each a configuration bean of the
 * application's own before {@link RedisConnectionDetails}.
 */
final class ConfiguredServers {

	/** What reads the properties, unless the application defines such a bean. */
	private static final String BOOTS_DETAILS = "org.springframework.boot.autoconfigure.data.redis.PropertiesRedisConnectionDetails";

	private final RedisConnectionDetails details;

	private final RedisConfiguration configuration;

	private final AccessSource source;

	@Autowired
	ConfiguredServers(RedisConnectionDetails details, RedisProperties properties,
			ObjectProvider<RedisSentinelConfiguration> sentinelBean,
			ObjectProvider<RedisClusterConfiguration> clusterBean,
			ObjectProvider<RedisStandaloneConfiguration> standaloneBean) {
		this.details = details;
		RedisSentinelConfiguration sentinel = sentinelBean.getIfAvailable(() -> sentinel(details));
		RedisClusterConfiguration own = clusterBean.getIfAvailable();
		RedisClusterConfiguration cluster = (own != null) ? own : cluster(details, properties);
		this.source = (own != null) ? AccessSource.CONFIGURATION_BEAN : source(details);
		if (sentinel != null) {
			this.configuration = sentinel;
		}
		else if (cluster != null) {
			this.configuration = cluster;
		}
		else {
			this.configuration = standaloneBean.getIfAvailable(() -> standalone(details));
		}
	}

	private ConfiguredServers(RedisConnectionDetails details, RedisClusterConfiguration configuration) {
		this.details = details;
		this.configuration = configuration;
		this.source = source(details);
	}

	private static AccessSource source(RedisConnectionDetails details) {
		boolean isOfProperties = details instanceof NamedClusterDetails
				|| details.getClass().getName().equals(BOOTS_DETAILS);
		return isOfProperties ? AccessSource.PROPERTIES : AccessSource.DETAILS_BEAN;
	}

	/**
	 * The servers of a cluster that the beans of the application say nothing about.
	 * @param cluster where its nodes are
	 * @param properties how it is reached
	 */
	static ConfiguredServers of(NamedClusterDetails cluster, RedisProperties properties) {
		refuseUrls(properties);
		return new ConfiguredServers(cluster, cluster(cluster, cluster.getCluster(), properties));
	}

	RedisConfiguration get() {
		return this.configuration;
	}

	/**
	 * Who has named the servers, and has user and password.
	 */
	AccessSource source() {
		return this.source;
	}

	/**
	 * Who has the {@link #sslBundle()}.
	 */
	AccessSource tlsSource() {
		return source(this.details);
	}

	boolean areCluster() {
		return this.configuration instanceof RedisClusterConfiguration;
	}

	/**
	 * The TLS material for these servers.
	 * @return a bundle, or {@code null} for a connection in the clear
	 */
	@Nullable SslBundle sslBundle() {
		if (this.configuration instanceof RedisSentinelConfiguration) {
			return (this.details.getSentinel() != null) ? this.details.getSentinel().getSslBundle() : null;
		}
		if (areCluster()) {
			return (this.details.getCluster() != null) ? this.details.getCluster().getSslBundle() : null;
		}
		return (this.details.getStandalone() != null) ? this.details.getStandalone().getSslBundle() : null;
	}

	private static @Nullable RedisSentinelConfiguration sentinel(RedisConnectionDetails details) {
		Sentinel sentinel = details.getSentinel();
		if (sentinel == null) {
			return null;
		}
		RedisSentinelConfiguration configuration = new RedisSentinelConfiguration();
		configuration.setMaster(sentinel.getMaster());
		configuration.setSentinels(nodes(sentinel.getNodes()));
		configuration.setDatabase(sentinel.getDatabase());
		configuration.setUsername(details.getUsername());
		configuration.setPassword(RedisPassword.of(details.getPassword()));
		configuration.setSentinelUsername(sentinel.getUsername());
		configuration.setSentinelPassword(RedisPassword.of(sentinel.getPassword()));
		return configuration;
	}

	private static @Nullable RedisClusterConfiguration cluster(RedisConnectionDetails details,
			RedisProperties properties) {
		if (source(details).isProperties()) {
			refuseUrls(properties);
		}
		Cluster cluster = details.getCluster();
		return (cluster != null) ? cluster(details, cluster, properties) : null;
	}

	private static void refuseUrls(RedisProperties properties) {
		if (properties.getCluster() != null) {
			UnusablePropertyException.unlessEndpoints("spring.data.redis", properties.getCluster().getNodes());
		}
	}

	private static RedisClusterConfiguration cluster(RedisConnectionDetails details, Cluster cluster,
			RedisProperties properties) {
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		configuration.setClusterNodes(nodes(cluster.getNodes()));
		configuration.setUsername(details.getUsername());
		configuration.setPassword(RedisPassword.of(details.getPassword()));
		if (properties.getCluster() != null && properties.getCluster().getMaxRedirects() != null) {
			configuration.setMaxRedirects(properties.getCluster().getMaxRedirects());
		}
		return configuration;
	}

	private static RedisStandaloneConfiguration standalone(RedisConnectionDetails details) {
		Standalone standalone = details.getStandalone();
		if (standalone == null) {
			throw new IllegalStateException("The RedisConnectionDetails bean of type " + details.getClass().getName()
					+ " names no server: no cluster, no Sentinel and no single server.");
		}
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(standalone.getHost(),
				standalone.getPort());
		configuration.setDatabase(standalone.getDatabase());
		configuration.setUsername(details.getUsername());
		configuration.setPassword(RedisPassword.of(details.getPassword()));
		return configuration;
	}

	private static List<RedisNode> nodes(List<Node> nodes) {
		return nodes.stream().map((node) -> new RedisNode(node.host(), node.port())).toList();
	}

}
