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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.DataType;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with keys, of which there are many on all nodes.
 */
class KeyBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static StringRedisTemplate filled(Contender redis, int count) {
		redis.template().opsForValue().multiSet(Slots.map(count));
		redis.template().opsForValue().set("other", "value");
		return redis.template();
	}

	@Test
	void keysOfAllNodesAreListed() throws Exception {
		List<Set<String>> listed = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 500);
			return List.of(template.keys("key-*"), template.keys("key-4?"), template.keys("none*"));
		});
		assertThat(listed.get(0)).hasSize(500).containsAll(Slots.keys(500));
		assertThat(listed.get(1)).hasSize(10);
		assertThat(listed.get(2)).isEmpty();
	}

	@Test
	void aScanFindsTheKeysOfAllNodes() throws Exception {
		List<Set<String>> scanned = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 2000);
			return List.of(scan(template, ScanOptions.scanOptions().match("key-*").count(37).build()),
					scan(template, ScanOptions.NONE),
					scan(template, ScanOptions.scanOptions().match("none*").count(1000).build()));
		});
		assertThat(scanned.get(0)).isEqualTo(new TreeSet<>(Slots.keys(2000)));
		assertThat(scanned.get(1)).hasSize(2001).contains("other");
		assertThat(scanned.get(2)).isEmpty();
	}

	@Test
	void aScanFindsTheKeysOfOneType() throws Exception {
		Set<String> scanned = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 100);
			Slots.keys(20).forEach((key) -> template.opsForList().rightPush("list of " + key, "element"));
			return scan(template, ScanOptions.scanOptions().type(DataType.LIST).count(10).build());
		});
		assertThat(scanned).hasSize(20).allMatch((key) -> key.startsWith("list of "));
	}

	private static Set<String> scan(StringRedisTemplate template, ScanOptions options) {
		Set<String> found = new TreeSet<>();
		try (Cursor<String> cursor = template.scan(options)) {
			cursor.forEachRemaining(found::add);
		}
		return found;
	}

	@Test
	void manyKeysAreDeletedUnlinkedTouchedAndCountedAcrossSlots() throws Exception {
		List<Object> counted = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 300);
			List<String> keys = Slots.keys(310);
			Long touched = redis.onConnection(
					(connection) -> connection.keyCommands().touch(bytes("key-1"), bytes("key-2"), bytes("none")));
			return List.of(template.countExistingKeys(keys), touched, template.delete(keys.subList(0, 100)),
					template.unlink(keys.subList(50, 310)), template.countExistingKeys(keys), template.delete("other"),
					template.delete("other"), template.delete(List.of()));
		});
		assertThat(counted).containsExactly(300L, 2L, 100L, 200L, 0L, true, false, 0L);
	}

	@Test
	void aKeyIsRenamedWithinAndAcrossSlots() throws Exception {
		List<Object> renamed = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 3);
			template.rename("key-0", "{key-0}new");
			template.rename("key-1", "elsewhere");
			return Arrays.asList(template.opsForValue().get("{key-0}new"), template.hasKey("key-0"),
					template.opsForValue().get("elsewhere"), template.hasKey("key-1"),
					template.renameIfAbsent("key-2", "elsewhere"), template.renameIfAbsent("key-2", "nowhere"),
					template.opsForValue().multiGet(List.of("key-2", "elsewhere", "nowhere")));
		});
		assertThat(renamed).containsExactly("value-0", false, "value-1", false, false, true,
				Arrays.asList(null, "value-1", "value-2"));
		contenders.agreeToFail((redis) -> {
			redis.template().rename("{missing}1", "{missing}2");
			return null;
		});
	}

	@Test
	void aKeyExpiresAndPersists() throws Exception {
		List<Object> expired = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 3);
			Boolean set = template.expire("key-0", Duration.ofMinutes(1));
			long left = template.getExpire("key-0");
			Boolean at = template.expireAt("key-1", Instant.now().plusSeconds(100));
			long hours = template.getExpire("key-1", TimeUnit.MINUTES);
			Boolean past = template.expireAt("key-2", Instant.now().minusSeconds(1));
			return List.of(set, left > 50 && left <= 60, at, hours, past, template.hasKey("key-2"),
					template.persist("key-0"), template.persist("key-0"), template.getExpire("key-0"),
					template.expire("missing", Duration.ofMinutes(1)));
		});
		assertThat(expired).containsExactly(true, true, true, 1L, true, false, true, false, -1L, false);
	}

	@Test
	void aKeyIsGoneWhenItsTimeIsOver() throws Exception {
		String value = contenders.agreeOn((redis) -> {
			filled(redis, 1).expire("key-0", Duration.ofMillis(50));
			contenders.cluster()
				.await("the end of key-0", Duration.ofSeconds(5), () -> !redis.template().hasKey("key-0"));
			return redis.template().opsForValue().get("key-0");
		});
		assertThat(value).isNull();
	}

	@Test
	void aKeyHasATypeAndAnEncoding() throws Exception {
		List<Object> types = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 1);
			template.opsForList().rightPush("list", "x");
			template.opsForSet().add("set", "x");
			template.opsForZSet().add("zset", "x", 1);
			template.opsForHash().put("hash", "x", "y");
			template.opsForStream().add("stream", Map.of("x", "y"));
			List<Object> results = new ArrayList<>();
			for (String key : List.of("key-0", "list", "set", "zset", "hash", "stream", "none")) {
				results.add(template.type(key));
			}
			results.add(redis.onConnection((connection) -> connection.keyCommands().encodingOf(bytes("key-0")).raw()));
			results.add(redis.onConnection((connection) -> connection.keyCommands().refcount(bytes("key-0"))));
			return results;
		});
		assertThat(types).containsExactly(DataType.STRING, DataType.LIST, DataType.SET, DataType.ZSET, DataType.HASH,
				DataType.STREAM, DataType.NONE, "embstr", 1L);
	}

	@Test
	void aKeyIsDumpedRestoredAndCopied() throws Exception {
		List<Object> copied = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 3);
			byte[] dump = template.dump("key-0");
			template.restore("key-9", dump, 0, TimeUnit.SECONDS);
			template.restore("key-1", dump, 60, TimeUnit.SECONDS, true);
			return Arrays.asList(template.opsForValue().get("key-9"), template.opsForValue().get("key-1"),
					template.getExpire("key-1") > 50, template.dump("none"),
					template.copy("key-2", "{key-2}copy", false));
		});
		assertThat(copied).startsWith("value-0", "value-0", true, null, true);
	}

	@Test
	void aDumpIsNotRestoredOverAKey() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> {
			StringRedisTemplate template = filled(redis, 2);
			template.restore("key-1", template.dump("key-0"), 0, TimeUnit.SECONDS);
			return null;
		})).hasRootCauseMessage("BUSYKEY Target key name already exists.");
	}

	@Test
	void aCopyAcrossSlotsIsRefused() throws Exception {
		contenders.agreeToFail((redis) -> filled(redis, 2).copy("key-0", "key-9", false));
	}

	@Test
	void someKeyIsDrawnFromAnyNode() throws Exception {
		boolean spread = contenders.agreeOn((redis) -> {
			StringRedisTemplate template = filled(redis, 500);
			Set<String> drawn = new TreeSet<>();
			for (int i = 0; i < 60; i++) {
				drawn.add(template.randomKey());
			}
			return template.countExistingKeys(drawn) == drawn.size() && drawn.size() > 10;
		});
		assertThat(spread).isTrue();
		String none = contenders.agreeOn((redis) -> redis.template().randomKey());
		assertThat(none).isNull();
	}

}
