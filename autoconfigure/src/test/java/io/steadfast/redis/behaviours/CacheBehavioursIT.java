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

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.data.redis.cache.BatchStrategies;
import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.RedisCache;
import org.springframework.data.redis.cache.RedisCacheConfiguration;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.cache.RedisCacheWriter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications cache.
 */
class CacheBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void anAnswerIsRememberedUntilItIsForgotten() throws Exception {
		List<Object> answers = contenders.agreeOn((redis) -> {
			PriceList prices = redis.bean(PriceList.class);
			prices.asked();
			List<Object> results = new ArrayList<>(
					List.of(prices.priceOf("tea"), prices.priceOf("tea"), prices.asked()));
			prices.change("tea", "new price");
			results.addAll(List.of(prices.priceOf("tea"), prices.asked()));
			prices.forget("tea");
			results.addAll(Arrays.asList(prices.priceOf("tea"), prices.priceOf("nothing"), prices.priceOf("nothing"),
					prices.asked(), redis.template().getExpire("prices::tea") > 50));
			return results;
		});
		assertThat(answers).containsExactly("price of tea", "price of tea", 1, "new price", 0, "price of tea", null,
				null, 2, true);
	}

	@Test
	void allAnswersAreForgottenOnAllNodes() throws Exception {
		List<Object> counted = contenders.agreeOn((redis) -> {
			PriceList prices = redis.bean(PriceList.class);
			redis.template().opsForValue().set("unrelated", "value");
			Slots.keys(200).forEach(prices::priceOf);
			prices.asked();
			int before = redis.template().keys("prices::*").size();
			prices.forgetAll();
			int after = redis.template().keys("prices::*").size();
			Slots.keys(200).forEach(prices::priceOf);
			return List.of(before, after, prices.asked(), redis.template().hasKey("unrelated"));
		});
		assertThat(counted).containsExactly(200, 0, 200, true);
	}

	@Test
	void aLockingCacheLocksAndUnlocks() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			RedisCacheManager manager = RedisCacheManager
				.builder(RedisCacheWriter.lockingRedisCacheWriter(redis.factory()))
				.cacheDefaults(RedisCacheConfiguration.defaultCacheConfig().entryTtl(Duration.ofMinutes(1)))
				.enableStatistics()
				.build();
			RedisCache cache = (RedisCache) manager.getCache("locked");
			AtomicInteger loads = new AtomicInteger();
			Callable<String> loader = () -> "loaded " + loads.incrementAndGet();
			cache.put("a", "1");
			List<Object> all = new ArrayList<>(Arrays.asList(cache.get("a", String.class), cache.get("b", loader),
					cache.get("b", loader), text(cache.putIfAbsent("a", "2")), text(cache.putIfAbsent("c", "3")),
					cache.evictIfPresent("c"), cache.evictIfPresent("c"),
					cache.retrieve("a", () -> CompletableFuture.completedFuture("late")).get(5, TimeUnit.SECONDS),
					redis.template().getExpire("locked::a") > 50, redis.template().hasKey("locked~lock")));
			CacheStatistics statistics = cache.getStatistics();
			cache.clear();
			all.addAll(Arrays.asList(statistics.getPuts(), cache.get("a"), redis.template().keys("locked*").size()));
			return all;
		});
		assertThat(results).containsExactly("1", "loaded 1", "loaded 1", "1", null, false, false, "1", true, false, 3L,
				null, 0);
	}

	@Test
	void aCacheIsClearedByScanning() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			RedisCacheManager manager = RedisCacheManager
				.builder(RedisCacheWriter.nonLockingRedisCacheWriter(redis.factory(), BatchStrategies.scan(25)))
				.cacheDefaults(RedisCacheConfiguration.defaultCacheConfig()
					.entryTtl(RedisCacheWriter.TtlFunction.just(Duration.ofMinutes(1)))
					.enableTimeToIdle())
				.build();
			Cache cache = manager.getCache("scanned");
			Slots.map(300).forEach(cache::put);
			int before = redis.template().keys("scanned::*").size();
			String value = cache.get("key-7", String.class);
			cache.clear();
			return List.of(before, value, redis.template().keys("scanned::*").size());
		});
		assertThat(results).containsExactly(300, "value-7", 0);
	}

	@Test
	void bootsCacheManagerIsTheSame() throws Exception {
		String type = contenders.agreeOn((redis) -> redis.bean(CacheManager.class).getClass().getSimpleName());
		assertThat(type).isEqualTo("RedisCacheManager");
	}

	private static Object text(Cache.ValueWrapper wrapper) {
		return (wrapper != null) ? wrapper.get() : null;
	}

}
