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

package io.steadfast.redis.autoconfigure.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import io.steadfast.redis.autoconfigure.ConditionalOnClusterFactory;
import io.steadfast.redis.autoconfigure.ConfigurationReport;
import io.steadfast.redis.autoconfigure.NamedClustersAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of the endpoint {@code rediscluster}, where it is exposed.
 */
@AutoConfiguration(after = { NamedClustersAutoConfiguration.class, RedisAutoConfiguration.class })
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnClusterFactory
@ConditionalOnAvailableEndpoint(RedisClusterEndpoint.class)
public class RedisClusterEndpointAutoConfiguration {

	/**
	 * Which factories are ours shows when they exist: one of them may be for a single
	 * node. Those that are not default candidates count too.
	 */
	@Bean
	@ConditionalOnMissingBean
	RedisClusterEndpoint redisClusterEndpoint(ConfigurableListableBeanFactory beans,
			ObjectProvider<ConfigurationReport> reports) {
		Map<String, TopologyAwareConnectionFactory> ours = new LinkedHashMap<>();
		SimpleAutowireCandidateResolver.resolveAutowireCandidates(beans, RedisConnectionFactory.class, false, true)
			.forEach((name, factory) -> {
				if (factory instanceof TopologyAwareConnectionFactory cluster) {
					ours.put(name, cluster);
				}
			});
		return new RedisClusterEndpoint(ours, reports.getIfAvailable(ConfigurationReport::none));
	}

}
