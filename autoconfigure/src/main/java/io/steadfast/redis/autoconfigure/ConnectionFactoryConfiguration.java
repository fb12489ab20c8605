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

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.resilience.ResiliencePolicies;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Defines the connection factory, once the condition has let it.
 * <p>
 * Without a {@link RedisConnectionDetails} bean of the application's own we know by now
 * that there is a cluster. With one we learn it only when that bean exists, so the second
 * method promises no more than a {@link LettuceConnectionFactory}, and creates the one
 * that Boot would when there is no cluster: a test that puts a single-node container in
 * the place of the cluster works as it does with Boot.
 */
@Configuration(proxyBeanMethods = false)
@Import({ ConfiguredServers.class, LettuceClientSettings.class, RoutingLimits.class, SslBundleReload.class })
class ConnectionFactoryConfiguration {

	private final ConfiguredServers servers;

	private final LettuceClientSettings client;

	private final RoutingLimits limits;

	private final SslBundleReload reload;

	private final ObjectProvider<RetryRegistry> retries;

	private final ObjectProvider<CircuitBreakerRegistry> breakers;

	private final Environment environment;

	ConnectionFactoryConfiguration(ConfiguredServers servers, LettuceClientSettings client, RoutingLimits limits,
			SslBundleReload reload, ObjectProvider<RetryRegistry> retries,
			ObjectProvider<CircuitBreakerRegistry> breakers, Environment environment) {
		this.retries = retries;
		this.breakers = breakers;
		this.servers = servers;
		this.client = client;
		this.limits = limits;
		this.reload = reload;
		this.environment = environment;
	}

	@Bean
	@ConditionalOnMissingBean(RedisConnectionDetails.class)
	TopologyAwareConnectionFactory redisConnectionFactory() {
		if (this.servers.get() instanceof RedisClusterConfiguration cluster) {
			return topologyAware(cluster);
		}
		throw new IllegalStateException("A cluster is configured, but the RedisConnectionDetails bean names none. "
				+ "Define that bean in an auto-configuration before SteadfastRedisAutoConfiguration, "
				+ "or set steadfast.redis.enabled=false.");
	}

	@Bean("redisConnectionFactory")
	@ConditionalOnBean(RedisConnectionDetails.class)
	LettuceConnectionFactory redisConnectionFactoryByConnectionDetails() {
		if (this.servers.get() instanceof RedisClusterConfiguration cluster) {
			return topologyAware(cluster);
		}
		return withExecutor(new LettuceConnectionFactory(this.servers.get(), this.client.configuration(this.servers)));
	}

	private TopologyAwareConnectionFactory topologyAware(RedisClusterConfiguration cluster) {
		LettuceClientConfiguration clientConfiguration = this.client.configuration(this.servers);
		TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(cluster, clientConfiguration,
				this.limits.routingOptions(clientConfiguration.getCommandTimeout()), policies());
		factory.setStartupMode(this.limits.startupMode());
		factory.addClusterListener(new FaultLog(this.environment, System::nanoTime, this.limits.startupMode()));
		SslBundle bundle = this.servers.sslBundle();
		if (bundle != null) {
			this.reload.follow(factory, bundle);
		}
		return withExecutor(factory);
	}

	/**
	 * The registries of the application, so that its properties, metrics and endpoints
	 * are about our retry and breakers too; without Resilience4j's auto-configuration
	 * ours, with the same defaults.
	 */
	private ResiliencePolicies policies() {
		ResiliencePolicies standalone = ResiliencePolicies.standalone();
		return new ResiliencePolicies(this.retries.getIfAvailable(standalone::retries),
				this.breakers.getIfAvailable(standalone::breakers));
	}

	private <F extends LettuceConnectionFactory> F withExecutor(F factory) {
		if (Threading.VIRTUAL.isActive(this.environment)) {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor("redis-");
			executor.setVirtualThreads(true);
			factory.setExecutor(executor);
		}
		return factory;
	}

}
