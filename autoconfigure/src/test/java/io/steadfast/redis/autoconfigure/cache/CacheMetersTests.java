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

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters of a cache that its application can live without, in a registry that lives
 * longer than the application's context.
 */
class CacheMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, FailOpenCacheAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.cluster.nodes=127.0.0.1:1", "steadfast.redis.cache.fail-open=true");

	@Test
	void eachContextCountsAnew() {
		for (int i = 0; i < 2; i++) {
			this.runner.run((context) -> {
				context.getBean("steadfastRedisCacheMeters", MeterBinder.class).bindTo(this.registry);
				context.getBean(CacheBypass.class).read("prices", "of a test");
				assertThat(this.registry.get("steadfast.redis.cache.bypassed")
					.tag("operation", "read")
					.functionCounter()
					.count()).isOne();
				context.getBean(CacheBypass.class).read("prices", "of a test");
			});
		}
		assertThat(this.registry.getMeters()).isEmpty();
	}

}
