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

package io.steadfast.redis.benchmarks;

import java.util.List;

import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.data.redis.ClientResourcesBuilderCustomizer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.StringRedisConnection;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A template of an application context that Boot configured from properties alone.
 */
final class SpringContender implements Contender {

	private static final String PLAIN = "steadfast.redis.enabled=false";

	private final ConfigurableApplicationContext context;

	private final StringRedisTemplate template;

	private final @Nullable ReactiveStringRedisTemplate reactive;

	private SpringContender(ConfigurableApplicationContext context) {
		this.context = context;
		this.template = context.getBean(StringRedisTemplate.class);
		this.reactive = context.getBeanProvider(ReactiveStringRedisTemplate.class).getIfAvailable();
	}

	static SpringContender steadfast(List<String> seeds, List<String> properties) {
		return start(seeds, properties);
	}

	static SpringContender bootDefault(List<String> seeds, List<String> properties) {
		return start(seeds, properties, PLAIN);
	}

	static SpringContender bootTuned(List<String> seeds, List<String> properties) {
		return start(seeds, properties, PLAIN, "spring.data.redis.lettuce.cluster.refresh.adaptive=true",
				"spring.data.redis.lettuce.cluster.refresh.period=30s");
	}

	/** Jedis needs a connection for each caller; Boot's default is eight. */
	static SpringContender bootJedis(List<String> seeds, List<String> properties) {
		return start(seeds, properties, "spring.data.redis.client-type=jedis",
				"spring.data.redis.jedis.pool.max-active=256", "spring.data.redis.jedis.pool.max-idle=256");
	}

	private static SpringContender start(List<String> seeds, List<String> properties, String... own) {
		return new SpringContender(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.data.redis.cluster.nodes=" + String.join(",", seeds),
					// Jedis brings the library that would switch it on.
					"spring.data.redis.lettuce.pool.enabled=false")
			.properties(own)
			.properties(properties.toArray(String[]::new))
			.run());
	}

	/**
	 * What Boot has made of the properties.
	 */
	RedisConnectionFactory connectionFactory() {
		return this.context.getBean(RedisConnectionFactory.class);
	}

	@Override
	public void get(String key) {
		this.template.opsForValue().get(key);
	}

	@Override
	public void set(String key, String value) {
		this.template.opsForValue().set(key, value);
	}

	@Override
	public void multiGet(List<String> keys) {
		this.template.opsForValue().multiGet(keys);
	}

	@Override
	public void pipeline(List<String> keys, String value) {
		if (connectionFactory() instanceof JedisConnectionFactory) {
			Contender.super.pipeline(keys, value);
		}
		this.template.executePipelined((RedisCallback<?>) (connection) -> {
			StringRedisConnection strings = (StringRedisConnection) connection;
			for (String key : keys) {
				if (Keys.written()) {
					strings.set(key, value);
				}
				else {
					strings.get(key);
				}
			}
			return null;
		});
	}

	@Override
	public Mono<?> getLater(String key) {
		return (this.reactive != null) ? this.reactive.opsForValue().get(key) : Contender.super.getLater(key);
	}

	@Override
	public Mono<?> setLater(String key, String value) {
		return (this.reactive != null) ? this.reactive.opsForValue().set(key, value)
				: Contender.super.setLater(key, value);
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * The application of a contender: auto-configuration and, if it is asked for, another
	 * number of event loops than Lettuce would have.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		@ConditionalOnProperty("benchmark.event-loops")
		ClientResourcesBuilderCustomizer eventLoops(@Value("${benchmark.event-loops}") int threads) {
			return (builder) -> builder.eventLoopGroupProvider(new DefaultEventLoopGroupProvider(threads));
		}

	}

}
