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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.ClientType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;

/**
 * Whether the application has a Redis Cluster for Lettuce; says why not, in plain words.
 * <p>
 * Bean definitions are looked at, never beans: none may be created this early. So a
 * {@link RedisConnectionDetails} bean is a "perhaps", and so is an application processed
 * ahead of time whose servers are named where it runs;
 * {@link ConnectionFactoryConfiguration} settles it when it creates the factory.
 */
class OnRedisClusterCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Binder properties = Binder.get(context.getEnvironment());
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (!properties.bind(SteadfastRedisProperties.ENABLED, Boolean.class).orElse(true)) {
			return no("steadfast.redis.enabled is false");
		}
		if (beans == null || isExcluded(RedisAutoConfiguration.class, beans)) {
			return no("RedisAutoConfiguration is excluded, so the application wants no Redis from Spring Boot");
		}
		if (properties.bind("spring.data.redis.client-type", ClientType.class).orElse(null) == ClientType.JEDIS) {
			return no("spring.data.redis.client-type is jedis, and only Lettuce connections can be routed");
		}
		String sentinelBean = nameOf(RedisSentinelConfiguration.class, beans);
		if (sentinelBean != null) {
			return no("the RedisSentinelConfiguration bean '" + sentinelBean
					+ "' is defined, and Spring Boot prefers Sentinel to a cluster");
		}
		String detailsBean = nameOf(RedisConnectionDetails.class, beans);
		if (detailsBean != null) {
			return yes("the RedisConnectionDetails bean '" + detailsBean
					+ "' says whether there is a cluster when the connection factory is created");
		}
		if (properties.bind("spring.data.redis.sentinel", RedisProperties.Sentinel.class).isBound()) {
			return no("spring.data.redis.sentinel is set, and Spring Boot prefers Sentinel to a cluster");
		}
		ConditionOutcome known = OnKnownClusterCondition.whetherClusterIsNamed(properties, beans);
		if (!known.isMatch() && Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)
				&& isPossible(context.getEnvironment(), beans)) {
			return yes("beans are chosen ahead of time, and whether there is a cluster shows when they run");
		}
		return known;
	}

	/** Who has named clusters alone wants the first of them in the place of ours. */
	private static boolean isPossible(Environment environment, ConfigurableListableBeanFactory beans) {
		return ClusterProperties.names(environment).isEmpty() || MainServers.namedBy(environment, beans) != null;
	}

	static boolean isExcluded(Class<?> autoConfiguration, ConfigurableListableBeanFactory beans) {
		return ConditionEvaluationReport.get(beans).getExclusions().contains(autoConfiguration.getName());
	}

	static @Nullable String nameOf(Class<?> type, ConfigurableListableBeanFactory beans) {
		String[] names = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beans, type, true, false);
		return (names.length > 0) ? names[0] : null;
	}

	private static ConditionOutcome yes(String reason) {
		return ConditionOutcome.match(ConditionMessage.of(reason));
	}

	private static ConditionOutcome no(String reason) {
		return ConditionOutcome.noMatch(ConditionMessage.of(reason));
	}

}
