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

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * A template of an application context that Boot configured from properties alone.
 */
final class SpringContender implements Contender {

	private final ConfigurableApplicationContext context;

	private final StringRedisTemplate template;

	private SpringContender(ConfigurableApplicationContext context) {
		this.context = context;
		this.template = context.getBean(StringRedisTemplate.class);
	}

	static SpringContender steadfast(List<String> seeds, String... properties) {
		return start(seeds, properties);
	}

	static SpringContender bootDefault(List<String> seeds) {
		return start(seeds, "steadfast.redis.enabled=false");
	}

	/** Jedis needs a connection for each caller; Boot's default is eight. */
	static SpringContender bootJedis(List<String> seeds) {
		return start(seeds, "spring.data.redis.client-type=jedis", "spring.data.redis.jedis.pool.max-active=256",
				"spring.data.redis.jedis.pool.max-idle=256");
	}

	static SpringContender bootTuned(List<String> seeds) {
		return start(seeds, "steadfast.redis.enabled=false", "spring.data.redis.lettuce.cluster.refresh.adaptive=true",
				"spring.data.redis.lettuce.cluster.refresh.period=30s");
	}

	private static SpringContender start(List<String> seeds, String... properties) {
		return new SpringContender(new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.data.redis.cluster.nodes=" + String.join(",", seeds),
					// Jedis brings the library that would switch it on.
					"spring.data.redis.lettuce.pool.enabled=false")
			.properties(properties)
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
	public void close() {
		this.context.close();
	}

	/**
	 * The application of a contender: auto-configuration and nothing else.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
