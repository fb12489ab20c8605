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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Range;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.RecordId;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.ReactiveStreamOperations;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.ScanOptions;
import org.springframework.data.redis.core.ZSetOperations.TypedTuple;
import org.springframework.data.redis.core.script.DefaultRedisScript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What reactive applications do.
 */
@SuppressWarnings("unchecked") // Spring Data takes generic offsets as varargs
class ReactiveBehavioursIT {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static <T> T get(Mono<T> mono) {
		return mono.block(LIMIT);
	}

	private static <T> List<T> list(Flux<T> flux) {
		return flux.collectList().block(LIMIT);
	}

	@Test
	void valuesAreReadBack() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			ReactiveStringRedisTemplate template = redis.reactive();
			return Arrays.asList(get(template.opsForValue().set("key", "value", Duration.ofMinutes(1))),
					get(template.opsForValue().get("key")), get(template.opsForValue().get("missing")),
					get(template.opsForValue().setIfAbsent("key", "x")), get(template.opsForValue().increment("n", 5)),
					get(template.opsForValue().getAndSet("key", "new")), get(template.getExpire("key")).isZero(),
					get(template.opsForValue().size("key")), get(template.hasKey("key")), get(template.delete("key")),
					get(template.type("n")).code());
		});
		assertThat(read).containsExactly(true, "value", null, false, 5L, "value", true, 3L, true, 1L, "string");
	}

	@Test
	void manyValuesAreReadAndDeletedAcrossSlots() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			ReactiveStringRedisTemplate template = redis.reactive();
			List<String> keys = Slots.keys(200);
			Boolean set = get(template.opsForValue().multiSet(Slots.map(200)));
			keys.add(100, "missing");
			return Arrays.asList(set, get(template.opsForValue().multiGet(keys)),
					get(template.delete(Flux.fromIterable(keys.subList(0, 50)))),
					get(template.unlink(keys.subList(50, 60).toArray(String[]::new))),
					list(template.keys("key-*")).size());
		});
		List<String> values = new ArrayList<>(Slots.map(200).values());
		values.add(100, null);
		assertThat(read.get(0)).isEqualTo(true);
		assertThat(read.get(2)).isEqualTo(50L);
		assertThat(read.get(3)).isEqualTo(10L);
		assertThat(read.get(4)).isEqualTo(140);
		assertThat((List<String>) read.get(1)).hasSize(201).endsWith("value-199");
	}

	@Test
	void aFluxOfAThousandIsComplete() throws Exception {
		List<String> read = contenders.agreeOn((redis) -> Flux.range(0, 1000)
			.flatMap((i) -> redis.reactive().opsForValue().set("key-" + i, "value-" + i).thenReturn(i), 64)
			.flatMapSequential((i) -> redis.reactive().opsForValue().get("key-" + i), 64)
			.collectSortedList()
			.block(LIMIT));
		assertThat(read).containsExactlyInAnyOrderElementsOf(Slots.map(1000).values());
	}

	@Test
	void keysAreScannedOnAllNodes() throws Exception {
		List<Object> scanned = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(1000));
			redis.template().opsForValue().set("other", "value");
			Set<String> keys = new TreeSet<>(
					list(redis.reactive().scan(ScanOptions.scanOptions().match("key-*").count(30).build())));
			return List.of(keys, new TreeSet<>(list(redis.reactive().keys("key-99?"))),
					list(redis.reactive().scan().take(10)).size());
		});
		assertThat(scanned).containsExactly(new TreeSet<>(Slots.keys(1000)),
				new TreeSet<>(Slots.keys(1000).subList(990, 1000)), 10);
	}

	@Test
	void collectionsAreReadBack() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			ReactiveStringRedisTemplate template = redis.reactive();
			template.<String, String>opsForHash().putAll("hash", Slots.map(300)).block(LIMIT);
			get(template.opsForList().rightPushAll("list", "a", "b", "c"));
			get(template.opsForSet().add("key-1", "a", "b"));
			get(template.opsForSet().add("key-2", "b", "c"));
			get(template.opsForZSet().addAll("z", List.of(TypedTuple.of("one", 1.0), TypedTuple.of("two", 2.0))));
			return List.of(
					new TreeSet<>(list(template.<String, String>opsForHash().scan("hash").map(Map.Entry::getKey)))
						.size(),
					list(template.opsForList().range("list", 0, -1)), get(template.opsForList().leftPop("list")),
					new TreeSet<>(list(template.opsForSet().union("key-1", "key-2"))),
					new TreeSet<>(list(template.opsForSet().intersect("key-1", "key-2"))),
					new TreeSet<>(list(template.opsForSet().difference("key-1", "key-2"))),
					list(template.opsForZSet().range("z", Range.unbounded())),
					get(template.opsForZSet().score("z", "two")),
					get(template.opsForHyperLogLog().add("hll", "a", "b")));
		});
		assertThat(read).containsExactly(300, List.of("a", "b", "c"), "a", Set.of("a", "b", "c"), Set.of("b"),
				Set.of("a"), List.of("one", "two"), 2.0, 1L);
	}

	@Test
	void aBlockingPopHoldsNobodyElseUp() throws Exception {
		List<Object> popped = contenders.agreeOn((redis) -> {
			ReactiveStringRedisTemplate template = redis.reactive();
			CompletableFuture<String> later = template.opsForList().leftPop("list", Duration.ofSeconds(10)).toFuture();
			contenders.awaitBlocked("list");
			get(template.opsForValue().set("list-like", "value"));
			get(template.opsForList().rightPush("list", "element"));
			return Arrays.asList(later.get(5, TimeUnit.SECONDS),
					get(template.opsForList().leftPop("list", Duration.ofSeconds(1))));
		});
		assertThat(popped).containsExactly("element", null);
	}

	@Test
	void streamsAreReadInGroups() throws Exception {
		List<Object> read = contenders.agreeOn((redis) -> {
			ReactiveStreamOperations<String, String, String> streams = redis.reactive().opsForStream();
			RecordId id = get(streams.add(MapRecord.create("stream", Map.of("n", "1")).withId(RecordId.of("1-0"))));
			String group = get(streams.createGroup("stream", ReadOffset.from("0"), "group"));
			StreamOffset<String> offset = StreamOffset.create("stream", ReadOffset.lastConsumed());
			List<MapRecord<String, String, String>> first = list(
					streams.read(Consumer.from("group", "anna"), StreamReadOptions.empty().count(5), offset));
			CompletableFuture<List<MapRecord<String, String, String>>> later = streams
				.read(Consumer.from("group", "anna"), StreamReadOptions.empty().block(Duration.ofSeconds(10)), offset)
				.collectList()
				.toFuture();
			contenders.awaitBlocked("stream");
			get(streams.add(MapRecord.create("stream", Map.of("n", "2")).withId(RecordId.of("2-0"))));
			return List.of(id.getValue(), group, first.size(), later.get(5, TimeUnit.SECONDS).get(0).getValue(),
					get(streams.acknowledge("stream", "group", "1-0", "2-0")), get(streams.size("stream")));
		});
		assertThat(read).containsExactly("1-0", "OK", 1, Map.of("n", "2"), 2L, 2L);
	}

	@Test
	void scriptsRunWhereTheirKeysAre() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			DefaultRedisScript<Long> count = new DefaultRedisScript<>("return redis.call('INCRBY', KEYS[1], ARGV[1])",
					Long.class);
			List<Object> counted = new ArrayList<>();
			for (String key : Slots.keys(10)) {
				counted.addAll(list(redis.reactive().execute(count, List.of(key), List.of("3"))));
			}
			counted.addAll(list(redis.reactive().execute(new DefaultRedisScript<>("return 'no key'", String.class))));
			return counted;
		});
		assertThat(results).hasSize(11).startsWith(3L, 3L).endsWith("no key");
	}

	@Test
	void theServersErrorsAreErrorSignals() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> {
			get(redis.reactive().opsForValue().set("text", "value"));
			return get(redis.reactive().opsForList().leftPush("text", "element"));
		})).isInstanceOf(RedisSystemException.class);
		contenders.agreeToFail((redis) -> get(redis.reactive().opsForZSet().unionAndStore("key-1", "key-2", "key-3")));
		contenders.agreeToFail((redis) -> get(redis.reactive().rename("{missing}1", "{missing}2")));
	}

	@Test
	void renameAndRandomKeyWorkAcrossSlots() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			get(redis.reactive().opsForValue().set("key-1", "value"));
			return List.of(get(redis.reactive().rename("key-1", "key-2")),
					get(redis.reactive().opsForValue().get("key-2")), get(redis.reactive().hasKey("key-1")));
		});
		assertThat(results).containsExactly(true, "value", false);
	}

	@Test
	void theClusterIsAsked() throws Exception {
		List<Object> told = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(100));
			ReactiveRedisClusterConnection connection = redis.factory().getReactiveClusterConnection();
			try {
				return Arrays.asList(get(connection.ping()), get(connection.serverCommands().dbSize()),
						list(connection.clusterGetNodes()).size(), get(connection.clusterGetClusterInfo()).getState(),
						get(connection.clusterGetMasterReplicaMap()).size(),
						list(connection.clusterGetNodes().flatMap(connection::ping)),
						get(connection.serverCommands().flushDb()), get(connection.serverCommands().dbSize()),
						get(connection.keyCommands().randomKey()));
			}
			finally {
				connection.close();
			}
		});
		assertThat(told).startsWith("PONG", 100L, 6, "ok", 3).endsWith("OK", 0L, null);
	}

}
