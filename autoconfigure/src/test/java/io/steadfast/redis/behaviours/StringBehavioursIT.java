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
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.BitFieldSubCommands;
import org.springframework.data.redis.connection.BitFieldSubCommands.BitFieldType;
import org.springframework.data.redis.connection.RedisStringCommands.BitOperation;
import org.springframework.data.redis.core.ValueOperations;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with strings.
 */
class StringBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@Test
	void aValueIsReadBack() throws Exception {
		List<String> read = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			values.set("plain", "value");
			values.set("empty", "");
			values.set("wörld", "ünïcode \r\n $5");
			return Arrays.asList(values.get("plain"), values.get("empty"), values.get("wörld"), values.get("missing"));
		});
		assertThat(read).containsExactly("value", "", "ünïcode \r\n $5", null);
	}

	@Test
	void bytesAreReadBackAsTheyAre() throws Exception {
		byte[] key = { 0, 13, 10, -1 };
		byte[] value = new byte[100_000];
		Arrays.fill(value, (byte) 10);
		byte[] read = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.stringCommands().set(key, value);
			return connection.stringCommands().get(key);
		}));
		assertThat(read).isEqualTo(value);
	}

	@Test
	void aValueIsSetOnConditions() throws Exception {
		List<Boolean> set = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			return List.of(values.setIfPresent("lock", "a"), values.setIfAbsent("lock", "b", Duration.ofMinutes(1)),
					values.setIfAbsent("lock", "c"), values.setIfPresent("lock", "d", Duration.ofMinutes(1)));
		});
		assertThat(set).containsExactly(false, true, false, true);
	}

	@Test
	void aValueLivesAsLongAsItIsTold() throws Exception {
		List<Object> lives = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			values.set("short", "life", Duration.ofSeconds(60));
			values.set("long", "life");
			long left = redis.template().getExpire("short", TimeUnit.MILLISECONDS);
			String expiring = values.getAndExpire("long", Duration.ofMinutes(5));
			long later = redis.template().getExpire("long");
			String kept = values.getAndPersist("short");
			return List.of(left > 50_000 && left <= 60_000, expiring, later > 290 && later <= 300, kept,
					redis.template().getExpire("short"), redis.template().getExpire("missing"));
		});
		assertThat(lives).containsExactly(true, "life", true, "life", -1L, -2L);
	}

	@Test
	void aValueIsExchanged() throws Exception {
		List<String> exchanged = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			return Arrays.asList(values.getAndSet("key", "first"), values.getAndSet("key", "second"),
					values.getAndDelete("key"), values.get("key"));
		});
		assertThat(exchanged).containsExactly(null, "first", "second", null);
	}

	@Test
	void aValueIsChangedInParts() throws Exception {
		List<Object> parts = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			Integer first = values.append("text", "Hello ");
			Integer second = values.append("text", "World");
			values.set("text", "Redis", 6);
			return List.of(first, second, values.size("text"), values.get("text"), values.get("text", 0, 4),
					values.get("text", -5, -1), values.size("missing"));
		});
		assertThat(parts).containsExactly(6, 11, 11L, "Hello Redis", "Hello", "Redis", 0L);
	}

	@Test
	void numbersAreCounted() throws Exception {
		List<Object> counted = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			return List.of(values.increment("n"), values.increment("n", 41), values.decrement("n"),
					values.decrement("n", 40), values.increment("f", 1.5), values.increment("f", -0.25),
					values.get("n"));
		});
		assertThat(counted).containsExactly(1L, 42L, 41L, 1L, 1.5, 1.25, "1");
	}

	@Test
	void countingATextIsTheServersError() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> {
			redis.template().opsForValue().set("text", "no number");
			return redis.template().opsForValue().increment("text");
		})).isInstanceOf(RedisSystemException.class).hasRootCauseMessage("ERR value is not an integer or out of range");
	}

	@Test
	void aKeyOfAnotherTypeIsTheServersError() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> {
			redis.template().opsForList().rightPush("list", "element");
			return redis.template().opsForValue().get("list");
		})).isInstanceOf(RedisSystemException.class)
			.hasRootCauseMessage("WRONGTYPE Operation against a key holding the wrong kind of value");
	}

	@Test
	void manyValuesAreReadAcrossSlotsInOrder() throws Exception {
		List<String> read = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			values.multiSet(Slots.map(300));
			List<String> keys = Slots.keys(300);
			keys.add(100, "missing");
			keys.add("key-7");
			return values.multiGet(keys);
		});
		assertThat(read).hasSize(302).startsWith("value-0", "value-1").endsWith("value-299", "value-7");
		assertThat(read.get(100)).isNull();
	}

	@Test
	void manyValuesAreSetAcrossSlotsOnlyIfNoneIsThere() throws Exception {
		List<Object> set = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			Boolean together = values.multiSetIfAbsent(new TreeMap<>(Map.of("{x}1", "a", "{x}2", "b")));
			Boolean again = values.multiSetIfAbsent(new TreeMap<>(Map.of("{x}2", "c", "{x}3", "d")));
			Boolean spread = values.multiSetIfAbsent(Slots.map(20));
			return Arrays.asList(together, again, spread, values.get("{x}2"), values.get("{x}3"), values.get("key-19"));
		});
		assertThat(set).containsExactly(true, false, true, "b", null, "value-19");
	}

	@Test
	void bitsAreSetAndCounted() throws Exception {
		List<Object> bits = contenders.agreeOn((redis) -> {
			ValueOperations<String, String> values = redis.template().opsForValue();
			Boolean before = values.setBit("bits", 7, true);
			values.setBit("bits", 100, true);
			List<Long> fields = values.bitField("bits",
					BitFieldSubCommands.create()
						.get(BitFieldType.UINT_8)
						.valueAt(0)
						.incr(BitFieldType.INT_8)
						.valueAt(0)
						.by(9));
			Long counted = redis.onConnection((connection) -> connection.stringCommands().bitCount(bytes("bits")));
			Long first = redis.onConnection((connection) -> connection.stringCommands().bitPos(bytes("bits"), true));
			return List.of(before, values.getBit("bits", 100), values.getBit("bits", 99), fields, counted, first);
		});
		assertThat(bits).containsExactly(false, true, false, List.of(1L, 10L), 3L, 4L);
	}

	@Test
	void bitsAreCombinedInOneSlotOnly() throws Exception {
		List<Object> combined = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.stringCommands().set(bytes("{b}1"), new byte[] { 0b0101 });
			connection.stringCommands().set(bytes("{b}2"), new byte[] { 0b0110 });
			Long length = connection.stringCommands()
				.bitOp(BitOperation.AND, bytes("{b}and"), bytes("{b}1"), bytes("{b}2"));
			connection.stringCommands().bitOp(BitOperation.NOT, bytes("{b}not"), bytes("{b}1"));
			return List.of(length, connection.stringCommands().get(bytes("{b}and")),
					connection.stringCommands().get(bytes("{b}not")));
		}));
		assertThat(combined).containsExactly(1L, new byte[] { 0b0100 }, new byte[] { ~0b0101 });
		contenders.agreeToFail((redis) -> redis.onConnection((connection) -> connection.stringCommands()
			.bitOp(BitOperation.OR, bytes("key-1"), bytes("key-2"), bytes("key-3"))));
	}

}
