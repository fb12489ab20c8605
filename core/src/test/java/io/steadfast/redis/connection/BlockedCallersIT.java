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

package io.steadfast.redis.connection;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.stream.Consumer;
import org.springframework.data.redis.connection.stream.MapRecord;
import org.springframework.data.redis.connection.stream.ReadOffset;
import org.springframework.data.redis.connection.stream.StreamOffset;
import org.springframework.data.redis.connection.stream.StreamReadOptions;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller that a server makes wait goes with the slot, wherever it is led to (D02, D07).
 */
class BlockedCallersIT {

	private static final String KEY = "queue";

	private static final String STREAM = "stream";

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	@BeforeAll
	static void start() {
		application = ClusteredApplication.start();
		cluster = application.cluster();
		template = application.template();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void theOneAtADemotedPrimaryIsServedByItsSuccessor() {
		RedisNode primary = cluster.primaryFor(KEY);
		BlockedCaller caller = BlockedCaller.at(primary, template, KEY);

		RedisNode successor = cluster.replicasOf(primary).get(0);
		cluster.failover(successor);

		caller.assertServedBy(successor);
		// Valkey 9 names the successor
		assertThat(primary.execute("INFO", "errorstats")).containsAnyOf("errorstat_UNBLOCKED", "errorstat_MOVED");
	}

	@Test
	void theOneAtASlotThatMovesIsServedByItsNewOwner() {
		RedisNode primary = cluster.primaryFor(KEY);
		BlockedCaller caller = BlockedCaller.at(primary, template, KEY);

		RedisNode owner = anotherThan(primary);
		cluster.migrateSlot(SlotHash.getSlot(KEY), owner);

		caller.assertServedBy(owner);
	}

	/**
	 * Redis 7.0 tells those that wait with a group that the key is gone.
	 */
	@Test
	@SuppressWarnings("unchecked") // offsets of a generic type are varargs
	void theOneThatReadsAStreamWithAGroupIsServedByTheNewOwner() {
		template.opsForStream().createGroup(STREAM, "group");
		RedisNode primary = cluster.primaryFor(STREAM);
		CompletableFuture<List<MapRecord<String, Object, Object>>> records = CompletableFuture
			.supplyAsync(() -> template.opsForStream()
				.read(Consumer.from("group", "reader"), StreamReadOptions.empty().block(Duration.ofSeconds(30)),
						StreamOffset.create(STREAM, ReadOffset.lastConsumed())));
		BlockedCaller.awaitBlocked(primary);

		RedisNode owner = anotherThan(primary);
		cluster.migrateSlot(SlotHash.getSlot(STREAM), owner);

		BlockedCaller.awaitBlocked(owner);
		template.opsForStream().add(STREAM, Map.of("bread", "fresh"));
		assertThat(records).succeedsWithin(Duration.ofSeconds(5)).satisfies((read) -> assertThat(read).hasSize(1));
	}

	private static RedisNode anotherThan(RedisNode primary) {
		return cluster.primaries().stream().filter((node) -> !node.equals(primary)).findFirst().orElseThrow();
	}

}
