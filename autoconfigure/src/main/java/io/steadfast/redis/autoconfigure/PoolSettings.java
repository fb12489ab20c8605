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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.lettuce.core.api.StatefulConnection;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;

import org.springframework.boot.autoconfigure.data.redis.RedisProperties.Pool;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/**
 * The pool that follows from {@code spring.data.redis.lettuce.pool.*}; the only class
 * that needs commons-pool2, which is optional.
 */
final class PoolSettings {

	private PoolSettings() {
	}

	static LettuceClientConfigurationBuilder newBuilder(Pool properties) {
		GenericObjectPoolConfig<StatefulConnection<?, ?>> config = new GenericObjectPoolConfig<>();
		config.setMaxTotal(properties.getMaxActive());
		config.setMaxIdle(properties.getMaxIdle());
		config.setMinIdle(properties.getMinIdle());
		PropertyMapper map = PropertyMapper.get().alwaysApplyingWhenNonNull();
		map.from(properties::getMaxWait).to(config::setMaxWait);
		map.from(properties::getTimeBetweenEvictionRuns).to(config::setTimeBetweenEvictionRuns);
		return LettucePoolingClientConfiguration.builder().poolConfig(config);
	}

	/**
	 * The limits that a pool has, and those that were configured.
	 * @return two values, by the last part of the name of the property
	 */
	static Map<String, List<String>> inEffect(LettucePoolingClientConfiguration client, Pool properties) {
		GenericObjectPoolConfig<?> config = client.getPoolConfig();
		Map<String, List<String>> limits = new LinkedHashMap<>();
		limits.put("max-active", both(config.getMaxTotal(), properties.getMaxActive()));
		limits.put("max-idle", both(config.getMaxIdle(), properties.getMaxIdle()));
		limits.put("min-idle", both(config.getMinIdle(), properties.getMinIdle()));
		limits.put("max-wait",
				List.of(DurationText.of(config.getMaxWaitDuration()), DurationText.of(properties.getMaxWait())));
		return limits;
	}

	private static List<String> both(long inEffect, long configured) {
		return List.of(String.valueOf(inEffect), String.valueOf(configured));
	}

}
