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

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.ClientType;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/**
 * What says where the Redis is that needs no name: without it Boot's connection factory
 * would go to this machine, which nobody has asked for who has named clusters alone.
 */
final class MainServers {

	private MainServers() {
	}

	/**
	 * The bean or property that says so. Definitions are looked at, never beans.
	 * @param environment the application's
	 * @param beans the application's
	 * @return the name of a bean or a property, {@code null} if there is none
	 */
	static @Nullable String namedBy(Environment environment, ConfigurableListableBeanFactory beans) {
		return Stream
			.of(RedisConnectionDetails.class, RedisSentinelConfiguration.class, RedisClusterConfiguration.class,
					RedisStandaloneConfiguration.class)
			.flatMap((type) -> Stream.ofNullable(OnRedisClusterCondition.nameOf(type, beans)))
			.findFirst()
			.orElseGet(() -> namedBy(environment));
	}

	/**
	 * The property that says so.
	 * @param environment the application's
	 * @return its name, {@code null} if there is none
	 */
	static @Nullable String namedBy(Environment environment) {
		Binder properties = Binder.get(environment);
		if (properties.bind("spring.data.redis.sentinel", RedisProperties.Sentinel.class).isBound()) {
			return "spring.data.redis.sentinel";
		}
		if (properties.bind("spring.data.redis.cluster.nodes", Bindable.listOf(String.class)).isBound()) {
			return "spring.data.redis.cluster.nodes";
		}
		if (properties.bind("spring.data.redis.client-type", ClientType.class).orElse(null) == ClientType.JEDIS) {
			return "spring.data.redis.client-type";
		}
		return Stream.of("spring.data.redis.url", "spring.data.redis.host", "spring.data.redis.port")
			.filter((property) -> properties.bind(property, String.class).isBound())
			.findFirst()
			.orElse(null);
	}

}
