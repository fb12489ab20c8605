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
import java.util.function.Function;
import java.util.stream.Stream;

import reactor.core.Exceptions;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

import static io.steadfast.redis.behaviours.Slots.bytes;

/**
 * A call over many keys or nodes, which some shard cannot answer.
 *
 * @param name names it
 * @param action makes it
 */
record WideCall(String name, Function<Contender, Object> action) {

	static final int KEYS = 60;

	static void prepare(Contender redis) {
		redis.template().opsForValue().multiSet(Slots.map(KEYS));
		sets().forEach((set) -> redis.template().opsForSet().add(set, "common", set));
	}

	static Stream<WideCall> all() {
		return Stream.of(overKeys(), overSets(), overNodes(), reactive()).flatMap((calls) -> calls);
	}

	private static List<String> sets() {
		return Slots.keys(6).stream().map("set of "::concat).toList();
	}

	private static WideCall of(String name, Function<StringRedisTemplate, Object> action) {
		return new WideCall(name, (redis) -> action.apply(redis.template()));
	}

	private static WideCall on(String name, RedisCallback<Object> action) {
		return of(name, (template) -> template.execute(action));
	}

	private static Stream<WideCall> overKeys() {
		List<String> keys = Slots.keys(KEYS);
		return Stream.of(of("multiGet", (redis) -> redis.opsForValue().multiGet(keys)), of("multiSet", (redis) -> {
			redis.opsForValue().multiSet(Slots.map(KEYS));
			return "set";
		}), of("delete", (redis) -> redis.delete(keys)), of("unlink", (redis) -> redis.unlink(keys)),
				of("exists", (redis) -> redis.countExistingKeys(keys)),
				on("touch",
						(connection) -> connection.keyCommands()
							.touch(keys.stream().map(Slots::bytes).toArray(byte[][]::new))),
				of("pipeline", (redis) -> redis.executePipelined((RedisCallback<Object>) (connection) -> {
					keys.forEach((key) -> connection.stringCommands().get(bytes(key)));
					return null;
				})));
	}

	private static Stream<WideCall> overSets() {
		return Stream.of(of("union", (redis) -> redis.opsForSet().union(sets())),
				of("intersect", (redis) -> redis.opsForSet().intersect(sets())),
				of("difference", (redis) -> redis.opsForSet().difference(sets())),
				of("unionAndStore", (redis) -> redis.opsForSet().unionAndStore(sets(), "target")));
	}

	private static Stream<WideCall> overNodes() {
		return Stream.of(of("keys", (redis) -> redis.keys("key-*")), of("scan", (redis) -> {
			List<String> found = new ArrayList<>();
			try (Cursor<String> cursor = redis.scan(ScanOptions.NONE)) {
				cursor.forEachRemaining(found::add);
			}
			return found;
		}), on("dbSize", (connection) -> connection.serverCommands().dbSize()), on("flushDb", (connection) -> {
			connection.serverCommands().flushDb();
			return "flushed";
		}), on("config get", (connection) -> connection.serverCommands().getConfig("maxmemory")),
				new WideCall("cache clear", (redis) -> {
					redis.bean(PriceList.class).forgetAll();
					return "cleared";
				}));
	}

	private static Stream<WideCall> reactive() {
		Duration limit = Duration.ofSeconds(9);
		List<String> keys = Slots.keys(KEYS);
		return Stream.of(
				new WideCall("reactive multiGet",
						(redis) -> redis.reactive().opsForValue().multiGet(keys).block(limit)),
				new WideCall("reactive delete",
						(redis) -> redis.reactive().delete(keys.toArray(String[]::new)).block(limit)),
				new WideCall("reactive scan", (redis) -> redis.reactive().scan().collectList().block(limit)),
				new WideCall("reactive keys", (redis) -> redis.reactive().keys("key-*").collectList().block(limit)),
				new WideCall("reactive union",
						(redis) -> redis.reactive()
							.opsForSet()
							.union(sets())
							.onErrorMap(Exceptions::isMultiple, WideCall::severalAtOnce)
							.collectList()
							.block(limit)));
	}

	/**
	 * Spring Data merges these sets itself, behind any command of ours, and does not
	 * translate what Reactor makes of two failures at the same moment.
	 */
	private static Throwable severalAtOnce(Throwable composite) {
		return new RedisSystemException("Several shards failed at once", composite);
	}

	@Override
	public String toString() {
		return this.name;
	}

}
