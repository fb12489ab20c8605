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

package io.steadfast.redis.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import io.steadfast.redis.autoconfigure.ConditionalOnClusterFactory;
import io.steadfast.redis.autoconfigure.ConfigurationReport;
import io.steadfast.redis.autoconfigure.NamedClustersAutoConfiguration;
import io.steadfast.redis.autoconfigure.SteadfastRedisProperties;
import io.steadfast.redis.autoconfigure.SteadfastRedisProperties.Health;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.actuate.autoconfigure.data.redis.RedisHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.data.redis.RedisReactiveHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.data.redis.RedisHealthIndicator;
import org.springframework.boot.actuate.health.CompositeHealthContributor;
import org.springframework.boot.actuate.health.HealthContributor;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of the {@code redis} health contributor, in place of Boot's. A
 * connection factory that is not ours keeps Boot's indicator, which asks a node.
 */
@AutoConfiguration(after = { NamedClustersAutoConfiguration.class, RedisAutoConfiguration.class },
		before = { RedisHealthContributorAutoConfiguration.class,
				RedisReactiveHealthContributorAutoConfiguration.class })
@ConditionalOnClass({ HealthIndicator.class, RedisHealthContributorAutoConfiguration.class })
@ConditionalOnClusterFactory
@ConditionalOnEnabledHealthIndicator("redis")
@EnableConfigurationProperties(SteadfastRedisProperties.class)
public class ClusterHealthAutoConfiguration {

	/**
	 * Of the factories of which Boot shows the health, those that are not default
	 * candidates included; but for prototypes, which would be made for nobody.
	 */
	@Bean
	@ConditionalOnMissingBean(name = { "redisHealthIndicator", "redisHealthContributor" })
	HealthContributor redisHealthContributor(ConfigurableListableBeanFactory beans,
			ObjectProvider<ConfigurationReport> reports, SteadfastRedisProperties properties) {
		ConfigurationReport report = reports.getIfAvailable(ConfigurationReport::none);
		return contributor(SimpleAutowireCandidateResolver.resolveAutowireCandidates(beans,
				RedisConnectionFactory.class, false, true), (name) -> report.health(name, properties.health()));
	}

	static HealthContributor contributor(Map<String, RedisConnectionFactory> factories,
			Function<String, Health> properties) {
		Map<String, HealthContributor> indicators = new LinkedHashMap<>();
		factories.forEach((name, factory) -> indicators.put(name, indicator(factory, properties.apply(name))));
		return (indicators.size() == 1) ? indicators.values().iterator().next()
				: CompositeHealthContributor.fromMap(indicators);
	}

	/**
	 * Which kind a factory is shows when it exists: a RedisConnectionDetails bean may put
	 * a single node in the place of the cluster.
	 */
	private static HealthIndicator indicator(RedisConnectionFactory factory, Health properties) {
		return (factory instanceof TopologyAwareConnectionFactory ours)
				? new ClusterHealthIndicator(ours, properties.gracePeriod(), properties.probe())
				: new RedisHealthIndicator(factory);
	}

}
