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

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.redis.connection.RedisClusterConfiguration;

/**
 * Whether it is certain already that the servers are a cluster, before any bean exists.
 */
class OnKnownClusterCondition extends SpringBootCondition implements ConfigurationCondition {

	@Override
	public ConfigurationPhase getConfigurationPhase() {
		return ConfigurationPhase.REGISTER_BEAN;
	}

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConfigurableListableBeanFactory beans = context.getBeanFactory();
		if (beans == null || OnRedisClusterCondition.nameOf(RedisConnectionDetails.class, beans) != null) {
			return no("a RedisConnectionDetails bean says what the servers are");
		}
		return whetherClusterIsNamed(Binder.get(context.getEnvironment()), beans);
	}

	static ConditionOutcome whetherClusterIsNamed(Binder properties, ConfigurableListableBeanFactory beans) {
		String clusterBean = OnRedisClusterCondition.nameOf(RedisClusterConfiguration.class, beans);
		if (clusterBean != null) {
			return yes("the RedisClusterConfiguration bean '" + clusterBean + "' is defined");
		}
		List<String> nodes = properties.bind("spring.data.redis.cluster.nodes", Bindable.listOf(String.class))
			.orElse(List.of());
		if (!nodes.isEmpty()) {
			return yes("spring.data.redis.cluster.nodes is set");
		}
		return no("no cluster is configured: neither spring.data.redis.cluster.nodes is set, nor is there a "
				+ "RedisConnectionDetails or RedisClusterConfiguration bean");
	}

	private static ConditionOutcome yes(String reason) {
		return ConditionOutcome.match(ConditionMessage.of(reason));
	}

	private static ConditionOutcome no(String reason) {
		return ConditionOutcome.noMatch(ConditionMessage.of(reason));
	}

	/**
	 * The opposite: what the servers are shows when the connection factory is created.
	 */
	static class Not extends NoneNestedConditions {

		Not() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		/**
		 * What must not match.
		 */
		@Conditional(OnKnownClusterCondition.class)
		static class Known {

		}

	}

}
