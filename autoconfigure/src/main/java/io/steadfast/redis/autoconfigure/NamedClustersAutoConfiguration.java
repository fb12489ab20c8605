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

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * {@link AutoConfiguration Auto-configuration} for an application with several clusters:
 * a connection factory for each one below {@code steadfast.redis.clusters}, beside the
 * one of {@code spring.data.redis} or without it. What this brings is the same for all of
 * them: breakers, health, endpoint, meters, events.
 */
@AutoConfiguration(after = { SteadfastRedisAutoConfiguration.class, SslAutoConfiguration.class },
		before = RedisAutoConfiguration.class)
@ConditionalOnClass({ RedisClusterClient.class, LettuceConnectionFactory.class })
@Conditional(OnNamedClustersCondition.class)
@EnableConfigurationProperties(SteadfastRedisProperties.class)
@Import({ ConnectionFactories.class, SslBundleReload.class, NamedClusters.class, NamedClustersRegistrar.class,
		ConfigurationReport.class, DnsConfiguration.class, LatencyConfiguration.class })
public class NamedClustersAutoConfiguration {

	/**
	 * What Boot defines in the same way where its own client is Lettuce.
	 */
	@Bean(destroyMethod = "shutdown")
	@ConditionalOnMissingBean(ClientResources.class)
	DefaultClientResources lettuceClientResources(ObjectProvider<ClientResourcesBuilderCustomizer> customizers) {
		DefaultClientResources.Builder builder = DefaultClientResources.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder.build();
	}

}
