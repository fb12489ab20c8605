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
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.resilience.ResiliencePolicies;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Makes the connection factories, with what all clusters of an application share: client
 * resources, customizers, and the registries of retry and breakers. Remembers for what
 * properties it made which.
 */
final class ConnectionFactories {

	private final ObjectProvider<ClientResources> resources;

	private final ObjectProvider<LettuceClientOptionsBuilderCustomizer> optionsCustomizers;

	private final ObjectProvider<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers;

	private final ObjectProvider<RetryRegistry> retries;

	private final ObjectProvider<CircuitBreakerRegistry> breakers;

	private final SslBundleReload reload;

	private final Environment environment;

	private final ConfigurableListableBeanFactory beans;

	/** Added to while the context starts, read by whoever reports. */
	private final List<ConfiguredCluster> made = new CopyOnWriteArrayList<>();

	ConnectionFactories(ObjectProvider<ClientResources> resources,
			ObjectProvider<LettuceClientOptionsBuilderCustomizer> optionsCustomizers,
			ObjectProvider<LettuceClientConfigurationBuilderCustomizer> configurationCustomizers,
			ObjectProvider<RetryRegistry> retries, ObjectProvider<CircuitBreakerRegistry> breakers,
			SslBundleReload reload, Environment environment, ConfigurableListableBeanFactory beans) {
		this.resources = resources;
		this.optionsCustomizers = optionsCustomizers;
		this.configurationCustomizers = configurationCustomizers;
		this.retries = retries;
		this.breakers = breakers;
		this.reload = reload;
		this.environment = environment;
		this.beans = beans;
	}

	/**
	 * A factory for the configured servers, as Boot would make it unless they are a
	 * cluster. Beans chosen ahead of time may be disabled only where they run.
	 */
	LettuceConnectionFactory create(ClusterProperties properties, ConfiguredServers servers) {
		if (properties.routing().enabled() && servers.get() instanceof RedisClusterConfiguration cluster) {
			return topologyAware(properties, servers, cluster);
		}
		return withExecutor(new LettuceConnectionFactory(servers.get(), client(properties, servers).configuration()));
	}

	TopologyAwareConnectionFactory topologyAware(ClusterProperties properties, ConfiguredServers servers,
			RedisClusterConfiguration cluster) {
		SteadfastRedisProperties ours = properties.routing();
		ConfiguredClient configured = client(properties, servers);
		LettuceClientConfiguration client = configured.configuration();
		AccessSources access = AccessSources.of(servers, cluster, configured);
		access.remember(this.beans, properties.factoryName());
		ResiliencePolicies policies = policies();
		RoutingLimits limits = new RoutingLimits(properties);
		TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(cluster, client,
				limits.routingOptions(client.getCommandTimeout()), policies);
		factory.setStartupMode(ours.startup());
		factory.addClusterListener(new FaultLog(properties, access, System::nanoTime, ours.startup()));
		SslBundle bundle = servers.sslBundle();
		if (bundle != null && configured.trust() != AccessSource.CUSTOMIZER) {
			this.reload.follow(factory, properties.connection(), bundle);
		}
		this.made.add(new ConfiguredCluster(properties, access, policies, factory, withoutFactory()));
		return withExecutor(factory);
	}

	/**
	 * The clusters that factories have been made for so far.
	 */
	List<ConfiguredCluster> made() {
		return List.copyOf(this.made);
	}

	/** Names that were not known when beans were chosen ahead of time. */
	private List<String> withoutFactory() {
		return ClusterProperties.names(this.environment)
			.stream()
			.filter((name) -> ClusterProperties.named(this.environment, name).routing().enabled())
			.filter((name) -> !this.beans.containsBean(ClusterProperties.factoryName(name)))
			.toList();
	}

	private ConfiguredClient client(ClusterProperties properties, ConfiguredServers servers) {
		return new LettuceClientSettings(properties.connection(), this.resources, this.optionsCustomizers,
				this.configurationCustomizers)
			.client(servers);
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
