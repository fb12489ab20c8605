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

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Defines the connection factory, once the condition has let it.
 * <p>
 * Where the servers are known by now to be a cluster, the first method says so by its
 * type. Otherwise we learn it only when the beans exist: from a RedisConnectionDetails
 * bean of the application's own, or, where beans were chosen ahead of time, from
 * properties that were not set then. So the second method promises no more than a
 * {@link LettuceConnectionFactory}, and creates the one that Boot would when there is no
 * cluster: a test that puts a single-node container in the place of the cluster works as
 * it does with Boot.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ConfiguredServers.class, ConnectionFactories.class, SslBundleReload.class })
class ConnectionFactoryConfiguration {

	private final ConfiguredServers servers;

	private final ConnectionFactories factories;

	private final ClusterProperties properties;

	ConnectionFactoryConfiguration(ConfiguredServers servers, ConnectionFactories factories, Environment environment,
			RedisProperties connection, SteadfastRedisProperties routing) {
		this.servers = servers;
		this.factories = factories;
		this.properties = ClusterProperties.main(environment, connection, routing);
	}

	@Bean
	@Conditional(OnKnownClusterCondition.class)
	TopologyAwareConnectionFactory redisConnectionFactory() {
		if (this.servers.get() instanceof RedisClusterConfiguration cluster) {
			return this.factories.topologyAware(this.properties, this.servers, cluster);
		}
		throw new IllegalStateException("A cluster is configured, but the RedisConnectionDetails bean names none. "
				+ "Define that bean in an auto-configuration before SteadfastRedisAutoConfiguration, "
				+ "or set steadfast.redis.enabled=false.");
	}

	@Bean("redisConnectionFactory")
	@Conditional(OnKnownClusterCondition.Not.class)
	LettuceConnectionFactory redisConnectionFactoryByServers() {
		return this.factories.create(this.properties, this.servers);
	}

}
