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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.script.DefaultRedisScript;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications read from replicas, once these have caught up.
 */
class ReadFromBehavioursIT {

	private static final int KEYS = 50;

	private static void readsFromReplicasAreComplete(Contenders contenders) throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(KEYS));
			awaitReplicas(contenders);
			Map<String, String> values = new TreeMap<>();
			Slots.keys(KEYS).forEach((key) -> values.put(key, redis.template().opsForValue().get(key)));
			List<Object> piped = redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
				Slots.keys(KEYS).forEach((key) -> connection.stringCommands().get(bytes(key)));
				return null;
			});
			TreeSet<String> scanned = new TreeSet<>();
			try (var cursor = redis.template().scan(ScanOptions.scanOptions().match("key-*").count(20).build())) {
				cursor.forEachRemaining(scanned::add);
			}
			return List.of(values, piped, redis.template().opsForValue().multiGet(Slots.keys(KEYS)), scanned,
					redis.template().countExistingKeys(Slots.keys(KEYS)),
					redis.reactive().opsForValue().multiGet(Slots.keys(KEYS)).block(Duration.ofSeconds(5)),
					new TreeSet<>(redis.template().keys("key-*")));
		});
		List<String> values = List.copyOf(Slots.map(KEYS).values());
		assertThat(read).containsExactly(new TreeMap<>(Slots.map(KEYS)), values, values,
				new TreeSet<>(Slots.keys(KEYS)), (long) KEYS, values, new TreeSet<>(Slots.keys(KEYS)));
	}

	private static void writesStillGoToPrimaries(Contenders contenders) throws Exception {
		List<Object> written = contenders.agreeOn((redis) -> {
			DefaultRedisScript<Long> count = new DefaultRedisScript<>("return redis.call('INCR', KEYS[1])", Long.class);
			return List.of(redis.template().opsForValue().increment("n"), redis.template().execute(count, List.of("n")),
					redis.template().opsForList().rightPush("list", "a"),
					redis.template().opsForList().leftPop("list", Duration.ofSeconds(1)),
					redis.template().expire("n", Duration.ofMinutes(1)), redis.template().delete("n"),
					redis.template().opsForSet().add("set", "a", "b"),
					redis.template().opsForSet().pop("set", 2).size());
		});
		assertThat(written).containsExactly(1L, 2L, 1L, "a", true, true, 2L, 2);
	}

	private static void awaitReplicas(Contenders contenders) {
		contenders.cluster().primaries().forEach((primary) -> {
			RedisNode replica = contenders.cluster().replicasOf(primary).get(0);
			contenders.cluster()
				.await("a replica with all keys", Duration.ofSeconds(5),
						() -> replica.execute("DBSIZE").equals(primary.execute("DBSIZE")));
		});
	}

	/**
	 * {@code read-from=replica-preferred}.
	 */
	@Nested
	class ReplicaPreferred {

		@RegisterExtension
		static Contenders contenders = new Contenders("spring.data.redis.lettuce.read-from=replica-preferred");

		@Test
		void readsAreComplete() throws Exception {
			readsFromReplicasAreComplete(contenders);
		}

		@Test
		void writesGoToPrimaries() throws Exception {
			writesStillGoToPrimaries(contenders);
		}

		@Test
		void readsReallyGoToReplicas() throws Exception {
			String key = "key-1";
			RedisNode replica = contenders.cluster().replicasOf(contenders.cluster().primaryFor(key)).get(0);
			boolean there = contenders.agreeOn((redis) -> {
				long before = getsOn(replica);
				for (int i = 0; i < 20; i++) {
					redis.template().opsForValue().get(key);
				}
				return getsOn(replica) - before == 20;
			});
			assertThat(there).isTrue();
		}

		private static long getsOn(RedisNode node) {
			return node.execute("INFO", "commandstats")
				.lines()
				.filter((line) -> line.startsWith("cmdstat_get:calls="))
				.mapToLong((line) -> Long.parseLong(line.replaceAll("cmdstat_get:calls=(\\d+),.*", "$1")))
				.sum();
		}

	}

	/**
	 * {@code read-from=replica}.
	 */
	@Nested
	class ReplicaOnly {

		@RegisterExtension
		static Contenders contenders = new Contenders("spring.data.redis.lettuce.read-from=replica");

		@Test
		void readsAreComplete() throws Exception {
			readsFromReplicasAreComplete(contenders);
		}

	}

	/**
	 * {@code read-from=any}.
	 */
	@Nested
	class Any {

		@RegisterExtension
		static Contenders contenders = new Contenders("spring.data.redis.lettuce.read-from=any");

		@Test
		void readsAreComplete() throws Exception {
			readsFromReplicasAreComplete(contenders);
		}

		@Test
		void writesGoToPrimaries() throws Exception {
			writesStillGoToPrimaries(contenders);
		}

	}

	/**
	 * {@code read-from=lowest-latency}.
	 */
	@Nested
	class LowestLatency {

		@RegisterExtension
		static Contenders contenders = new Contenders("spring.data.redis.lettuce.read-from=lowest-latency");

		@Test
		void readsAreComplete() throws Exception {
			readsFromReplicasAreComplete(contenders);
		}

		@Test
		void writesGoToPrimaries() throws Exception {
			writesStillGoToPrimaries(contenders);
		}

	}

}
