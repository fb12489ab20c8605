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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.FastThreadLocalThread;
import io.steadfast.redis.autoconfigure.SteadfastRedisAutoConfiguration;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.cache.CacheAutoConfiguration;
import org.springframework.boot.autoconfigure.data.redis.RedisAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asynchronous methods with a cache whose value is there at once: Spring stores it with a
 * call that blocks, on the thread that has found the cache empty.
 */
class AsyncMethodsTests {

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, RedisAutoConfiguration.class,
				SteadfastRedisAutoConfiguration.class, FailOpenCacheAutoConfiguration.class,
				CacheAutoConfiguration.class))
		.withUserConfiguration(Caching.class)
		.withBean(Prices.class)
		.withPropertyValues("spring.data.redis.cluster.nodes=" + this.cluster.first().endpoint(),
				"spring.cache.redis.key-prefix={foo}", "steadfast.redis.cache.fail-open=true");

	@BeforeEach
	void nothingIsCached() {
		this.cluster.second().on("GET", ScriptedReply.nil()).on("SET", ScriptedReply.simple("OK"));
	}

	@Test
	void theValueIsStoredAndHoldsUpNoReply() {
		this.runner.run((context) -> {
			Prices prices = context.getBean(Prices.class);
			assertThat(prices.later("tea").get(10, TimeUnit.SECONDS)).isEqualTo("price of tea");
			assertThat(prices.thread()).isNotInstanceOf(FastThreadLocalThread.class);
			assertThat(context.getBean(CacheBypass.class).writes()).isZero();
			assertThat(this.cluster.second().received("SET")).hasSize(1);
		});
	}

	@Test
	void whileTheClusterIsAwayNoRepetitionIsHeldUp() {
		this.runner.withPropertyValues("steadfast.redis.patience=400ms").run((context) -> {
			Prices prices = context.getBean(Prices.class);
			this.cluster.first().down();
			this.cluster.second().down();
			assertThat(prices.later("tea").get(10, TimeUnit.SECONDS)).isEqualTo("price of tea");
			assertThat(prices.thread()).isNotInstanceOf(FastThreadLocalThread.class);
		});
	}

	/**
	 * An application that caches.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	/**
	 * Has its answers at once, and says on which thread.
	 */
	static class Prices {

		private volatile Thread thread;

		@Cacheable("prices")
		public CompletableFuture<String> later(String article) {
			this.thread = Thread.currentThread();
			return CompletableFuture.completedFuture("price of " + article);
		}

		public Thread thread() {
			return this.thread;
		}

	}

}
