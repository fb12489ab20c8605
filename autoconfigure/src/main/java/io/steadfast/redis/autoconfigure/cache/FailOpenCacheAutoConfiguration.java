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

package io.steadfast.redis.autoconfigure.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.steadfast.redis.autoconfigure.NamedClustersAutoConfiguration;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration;
import org.springframework.boot.autoconfigure.cache.RedisCacheManagerBuilderCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * {@link AutoConfiguration Auto-configuration} of a cache that its application can live
 * without, for those who ask for it with {@code steadfast.redis.cache.fail-open}. A cache
 * writer that a customizer of the application's own sets takes the place of this one.
 */
@AutoConfiguration(after = { NamedClustersAutoConfiguration.class, RedisAutoConfiguration.class },
		before = CacheAutoConfiguration.class)
@ConditionalOnClass({ RedisCacheManager.class, RedisCacheManagerBuilderCustomizer.class })
@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
@ConditionalOnBooleanProperty("steadfast.redis.cache.fail-open")
public class FailOpenCacheAutoConfiguration {

	@Bean
	CacheBypass steadfastRedisCacheBypass() {
		return new CacheBypass(System::nanoTime);
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	RedisCacheManagerBuilderCustomizer failOpenCacheWriter(RedisConnectionFactory connections, CacheBypass bypass) {
		OpenBreakers breakers = (connections instanceof TopologyAwareConnectionFactory ours) ? OpenBreakers.of(ours)
				: new OpenBreakers();
		return (builder) -> builder.cacheWriter(
				new FailOpenCacheWriter(RedisCacheWriter.nonLockingRedisCacheWriter(connections), breakers, bypass));
	}

	/**
	 * What was done without the cache, where somebody counts.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class MeterConfiguration {

		@Bean
		CacheMeters steadfastRedisCacheMeters(CacheBypass bypass) {
			return new CacheMeters(bypass);
		}

	}

}
