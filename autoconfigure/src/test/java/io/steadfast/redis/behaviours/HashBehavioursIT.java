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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.BoundHashOperations;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.HashOperations;
import org.springframework.data.redis.core.ScanOptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with hashes.
 */
class HashBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void fieldsAreReadBack() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			HashOperations<String, String, String> hashes = redis.template().opsForHash();
			hashes.put("hash", "a", "1");
			hashes.putAll("hash", Map.of("b", "2", "c", "3"));
			return Arrays.asList(hashes.get("hash", "a"), hashes.get("hash", "missing"), hashes.get("missing", "a"),
					hashes.multiGet("hash", List.of("c", "missing", "a")), new TreeMap<>(hashes.entries("hash")),
					new TreeSet<>(hashes.keys("hash")), new TreeSet<>(hashes.values("hash")), hashes.size("hash"),
					hashes.hasKey("hash", "b"), hashes.hasKey("hash", "z"), hashes.entries("missing"),
					hashes.lengthOfValue("hash", "a"));
		});
		assertThat(read).startsWith("1", null, null, Arrays.asList("3", null, "1"))
			.contains(Map.of("a", "1", "b", "2", "c", "3"), 3L, true, false)
			.endsWith(Map.of(), 1L);
	}

	@Test
	void fieldsAreSetOnceDeletedAndCounted() throws Exception {
		List<Object> changed = contenders.agreeOn((redis) -> {
			HashOperations<String, String, String> hashes = redis.template().opsForHash();
			return List.of(hashes.putIfAbsent("hash", "a", "1"), hashes.putIfAbsent("hash", "a", "2"),
					hashes.increment("hash", "a", 41), hashes.increment("hash", "f", 0.5),
					hashes.delete("hash", "a", "f", "missing"), redis.template().hasKey("hash"));
		});
		assertThat(changed).containsExactly(true, false, 42L, 0.5, 2L, false);
	}

	@Test
	void fieldsAreDrawnAtRandom() throws Exception {
		List<Object> drawn = contenders.agreeOn((redis) -> {
			HashOperations<String, String, String> hashes = redis.template().opsForHash();
			hashes.putAll("hash", Slots.map(3));
			return List.of(hashes.entries("hash").containsKey(hashes.randomKey("hash")),
					new TreeSet<>(hashes.randomKeys("hash", 3)), hashes.randomKeys("hash", -7).size(),
					hashes.randomEntries("hash", 3), Slots.map(3).entrySet().contains(hashes.randomEntry("hash")));
		});
		assertThat(drawn).containsExactly(true, new TreeSet<>(Slots.keys(3)), 7, Slots.map(3), true);
	}

	@Test
	void aLargeHashIsScannedCompletely() throws Exception {
		Map<String, String> scanned = contenders.agreeOn((redis) -> {
			HashOperations<String, String, String> hashes = redis.template().opsForHash();
			hashes.putAll("hash", Slots.map(2000));
			hashes.put("hash", "other", "value");
			Map<String, String> found = new TreeMap<>();
			ScanOptions options = ScanOptions.scanOptions().match("key-*").count(50).build();
			try (Cursor<Map.Entry<String, String>> cursor = hashes.scan("hash", options)) {
				cursor.forEachRemaining((entry) -> found.put(entry.getKey(), entry.getValue()));
			}
			return found;
		});
		assertThat(scanned).isEqualTo(Slots.map(2000));
	}

	@Test
	void aBoundHashExpires() throws Exception {
		List<Object> bound = contenders.agreeOn((redis) -> {
			BoundHashOperations<String, String, String> hash = redis.template().boundHashOps("hash");
			hash.put("a", "1");
			return Arrays.asList(hash.expire(Duration.ofMinutes(1)), hash.getExpire() > 50, hash.persist(),
					hash.getExpire(), hash.getType(), hash.get("a"));
		});
		assertThat(bound).startsWith(true, true, true, -1L).endsWith("1");
	}

	@Test
	void aKeyOfAnotherTypeIsTheServersError() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> {
			redis.template().opsForValue().set("text", "value");
			return redis.template().opsForHash().entries("text");
		})).isInstanceOf(RedisSystemException.class);
	}

	@Test
	void expiryOfFieldsIsRefusedByAServerThatDoesNotKnowIt() throws Exception {
		contenders.agreeToFail((redis) -> {
			redis.template().opsForHash().put("hash", "a", "1");
			return redis.template().opsForHash().expire("hash", Duration.ofMinutes(1), List.of("a"));
		});
	}

}
