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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.data.redis.stream.StreamReceiver;
import org.springframework.data.redis.stream.StreamReceiver.StreamReceiverOptions;
import org.springframework.data.redis.support.atomic.RedisAtomicLong;
import org.springframework.data.redis.support.collections.DefaultRedisList;
import org.springframework.data.redis.support.collections.DefaultRedisMap;
import org.springframework.data.redis.support.collections.DefaultRedisSet;
import org.springframework.data.redis.support.collections.DefaultRedisZSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with what Spring Data Redis builds on its templates, and with many
 * threads.
 */
class SupportBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void atomicNumbersCount() throws Exception {
		List<Object> counted = contenders.agreeOn((redis) -> {
			RedisAtomicLong number = new RedisAtomicLong("number", redis.factory(), 40);
			return List.of(number.incrementAndGet(), number.addAndGet(5), number.getAndDecrement(), number.get());
		});
		assertThat(counted).containsExactly(41L, 46L, 46L, 45L);
		contenders.agreeToFail((redis) -> new RedisAtomicLong("number", redis.factory(), 1).compareAndSet(1, 2));
	}

	@Test
	void collectionsAreKeptInRedis() throws Exception {
		List<Object> kept = contenders.agreeOn((redis) -> {
			DefaultRedisList<String> list = new DefaultRedisList<>("list", redis.template());
			DefaultRedisMap<String, String> map = new DefaultRedisMap<>("map", redis.template());
			DefaultRedisSet<String> set = new DefaultRedisSet<>("key-1", redis.template());
			DefaultRedisSet<String> other = new DefaultRedisSet<>("key-2", redis.template());
			DefaultRedisZSet<String> sorted = new DefaultRedisZSet<>("z", redis.template());
			list.addAll(List.of("a", "b", "c"));
			map.putAll(Slots.map(5));
			set.addAll(List.of("a", "b"));
			other.addAll(List.of("b", "c"));
			sorted.add("m", 2.0);
			return List.of(new ArrayList<>(list), list.poll(1, TimeUnit.SECONDS), Map.copyOf(map), map.remove("key-1"),
					set.intersect(other), set.union(other), sorted.score("m"), set.contains("a"), list.size());
		});
		assertThat(kept).containsExactly(List.of("a", "b", "c"), "a", Slots.map(5), "value-1", Set.of("b"),
				Set.of("a", "b", "c"), 2.0, true, 2);
	}

	@Test
	void objectsAreSerialized() throws Exception {
		Object read = contenders.agreeOn((redis) -> {
			RedisTemplate<String, Object> template = new RedisTemplate<>();
			template.setConnectionFactory(redis.factory());
			template.setKeySerializer(RedisSerializer.string());
			template.setValueSerializer(RedisSerializer.java());
			template.afterPropertiesSet();
			template.opsForValue().set("object", new ArrayList<>(List.of(1, "two", Duration.ofDays(3))));
			return template.opsForValue().get("object");
		});
		assertThat(read).isEqualTo(List.of(1, "two", Duration.ofDays(3)));
	}

	@Test
	void aReactiveReceiverReceivesEntries() throws Exception {
		List<String> received = contenders.agreeOn((redis) -> {
			StreamReceiver<String, MapRecord<String, String, String>> receiver = StreamReceiver.create(redis.factory(),
					StreamReceiverOptions.builder().pollTimeout(Duration.ofMillis(200)).batchSize(2).build());
			for (int i = 0; i < 5; i++) {
				redis.template().opsForStream().add("stream", Map.of("n", String.valueOf(i)));
			}
			return receiver.receive(StreamOffset.fromStart("stream"))
				.map((each) -> each.getValue().get("n"))
				.take(5)
				.collectList()
				.block(Duration.ofSeconds(5));
		});
		assertThat(received).containsExactly("0", "1", "2", "3", "4");
	}

	@Test
	void aCursorMayBeLeftEarlyAndInTheMiddleOfOtherWork() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(200));
			for (int i = 0; i < 30; i++) {
				try (Cursor<String> cursor = redis.template().scan(ScanOptions.scanOptions().count(5).build())) {
					cursor.next();
				}
			}
			Set<String> values = new TreeSet<>();
			try (Cursor<String> cursor = redis.template().scan(ScanOptions.scanOptions().count(5).build())) {
				cursor.forEachRemaining((key) -> values.add(redis.template().opsForValue().get(key)));
			}
			return List.of(values.size(), redis.template().opsForValue().get("key-0"));
		});
		assertThat(results).containsExactly(200, "value-0");
	}

	@Test
	void manyThreadsShareATemplate() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			List<CompletableFuture<Void>> workers = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				String mine = "mine-" + i;
				workers.add(CompletableFuture.runAsync(() -> {
					for (int n = 0; n < 200; n++) {
						redis.template().opsForValue().increment("all");
						redis.template().opsForValue().set(mine, mine + n);
						assertThat(redis.template().opsForValue().get(mine)).isEqualTo(mine + n);
						redis.template().opsForList().rightPush("list", mine);
						assertThat(redis.template().opsForValue().multiGet(List.of(mine, "none", mine)))
							.containsExactly(mine + n, null, mine + n);
					}
				}));
			}
			CompletableFuture.allOf(workers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
			return List.of(redis.template().opsForValue().get("all"), redis.template().opsForList().size("list"));
		});
		assertThat(results).containsExactly("1600", 1600L);
	}

}
