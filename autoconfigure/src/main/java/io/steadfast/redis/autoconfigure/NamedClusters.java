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

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

/**
 * Makes the connection factories of the clusters below {@code steadfast.redis.clusters}.
 */
final class NamedClusters {

	/** What clusters share: the resolver of names, and the cache manager. */
	private static final List<String> FOR_ALL = List.of(SteadfastRedisProperties.DNS_MAX_TTL,
			SteadfastRedisProperties.CACHE_FAIL_OPEN);

	private final ConnectionFactories factories;

	private final ObjectProvider<SslBundles> bundles;

	private final Environment environment;

	NamedClusters(ConnectionFactories factories, ObjectProvider<SslBundles> bundles, Environment environment) {
		this.factories = factories;
		this.bundles = bundles;
		this.environment = environment;
	}

	/**
	 * The factory of the first cluster where there is no other: it is the one that is
	 * injected without a qualifier.
	 * @param name the name of the cluster
	 * @throws UnusablePropertyException if there is another after all, named where beans
	 * that were chosen ahead of time run
	 */
	TopologyAwareConnectionFactory onlyConnectionFactory(String name) {
		String other = MainServers.namedBy(this.environment);
		if (other != null) {
			throw UnusablePropertyException.tooLate(other);
		}
		return connectionFactory(name);
	}

	/**
	 * The factory of one cluster; called by the bean definition that
	 * {@link NamedClustersRegistrar} makes.
	 * @param name the name of the cluster
	 * @throws UnusablePropertyException if its properties name no nodes
	 */
	TopologyAwareConnectionFactory connectionFactory(String name) {
		ClusterProperties properties = ClusterProperties.named(this.environment, name);
		RedisProperties connection = properties.connection();
		if (connection.getCluster() == null || connection.getCluster().getNodes().isEmpty()) {
			throw UnusablePropertyException
				.missing("spring.data.redis.cluster.nodes", "it is not known where the cluster is")
				.of(properties);
		}
		FOR_ALL.stream().filter(properties::isSetForOne).findFirst().ifPresent((property) -> {
			throw UnusablePropertyException.notForOne(properties.inOwnWords(property), property);
		});
		ConfiguredServers servers = servers(properties);
		return this.factories.topologyAware(properties, servers, (RedisClusterConfiguration) servers.get());
	}

	private ConfiguredServers servers(ClusterProperties properties) {
		RedisProperties connection = properties.connection();
		try {
			return ConfiguredServers.of(new NamedClusterDetails(connection, this.bundles), connection);
		}
		catch (UnusablePropertyException ex) {
			throw ex.of(properties);
		}
	}

}
