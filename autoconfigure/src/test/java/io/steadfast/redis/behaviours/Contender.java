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
package io.steadfast.redis.behaviours;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A running application with one of the two connection factories.
 *
 * @param context its application context
 */
record Contender(ConfigurableApplicationContext context) implements CloseableResource, AutoCloseable {

	static Contender withOurs(RedisCluster cluster, List<String> properties) {
		return start(cluster, properties, "steadfast.redis.enabled=true");
	}

	static Contender withBoots(RedisCluster cluster, List<String> properties) {
		return start(cluster, properties, "steadfast.redis.enabled=false");
	}

	private static Contender start(RedisCluster cluster, List<String> properties, String factory) {
		List<String> all = new ArrayList<>(List.of("spring.main.banner-mode=off", "spring.main.log-startup-info=false",
				"spring.cache.redis.time-to-live=60s"));
		all.add("spring.data.redis.cluster.nodes=" + String.join(",", cluster.seeds()));
		all.add(factory);
		all.addAll(properties);
		return new Contender(new SpringApplicationBuilder(BehaviourApplication.class).web(WebApplicationType.NONE)
			.properties(all.toArray(String[]::new))
			.run());
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	StringRedisTemplate template() {
		return bean(StringRedisTemplate.class);
	}

	ReactiveStringRedisTemplate reactive() {
		return bean(ReactiveStringRedisTemplate.class);
	}

	LettuceConnectionFactory factory() {
		return bean(LettuceConnectionFactory.class);
	}

	/**
	 * Use a cluster connection as applications do that need more than a template.
	 * @param <T> type of the result
	 * @param use what is done with it
	 * @return what comes of it
	 */
	<T> T onConnection(Function<RedisClusterConnection, T> use) {
		try (RedisClusterConnection connection = factory().getClusterConnection()) {
			return use.apply(connection);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

}
