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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Slots that change hands all at once and without ASK, as Valkey 9 moves them by
 * {@code CLUSTER MIGRATESLOTS}; skipped with a server that does not know it.
 */
@EnabledIfSystemProperty(named = "steadfast.redis.server", matches = ".+",
		disabledReason = "the Redis that comes with the tests has no atomic slot migration")
class AtomicMigrationIT {

	private static final int CALLERS = 8;

	private static final int COUNTERS = 500;

	private static final String QUEUE = "queue";

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	private final AtomicBoolean running = new AtomicBoolean(true);

	private final AtomicInteger counted = new AtomicInteger();

	@BeforeAll
	static void start() {
		application = ClusteredApplication.start();
		cluster = application.cluster();
		template = application.template();
		assumeThat(cluster.primaries().get(0).execute("CLUSTER", "HELP")).contains("MIGRATESLOTS");
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void noCountIsLostOrDoubled() {
		List<CompletableFuture<Void>> callers = new ArrayList<>();
		for (int i = 0; i < CALLERS; i++) {
			callers.add(CompletableFuture.runAsync(this::count, (caller) -> new Thread(caller).start()));
		}
		await().until(() -> this.counted.get() > CALLERS * COUNTERS);
		for (int round = 0; round < 3; round++) {
			for (RedisNode target : cluster.primaries()) {
				migrate(0, 999, target);
			}
		}
		migrate(1000, 5460, cluster.primaryOf(0));
		this.running.set(false);

		assertThat(callers).allSatisfy((caller) -> assertThat(caller).succeedsWithin(Duration.ofSeconds(10)));
		int sum = 0;
		for (int i = 0; i < COUNTERS; i++) {
			sum += Integer.parseInt(template.opsForValue().get("counter-" + i));
		}
		assertThat(sum).isEqualTo(this.counted.get());
	}

	private void count() {
		for (int i = 0; this.running.get(); i++) {
			template.opsForValue().increment("counter-" + i % COUNTERS);
			this.counted.incrementAndGet();
		}
	}

	@Test
	void aBlockedCallerIsServedByTheNewOwner() {
		RedisNode source = cluster.primaryFor(QUEUE);
		BlockedCaller caller = BlockedCaller.at(source, template, QUEUE);
		RedisNode target = cluster.primaries()
			.stream()
			.filter((node) -> !node.equals(source))
			.findFirst()
			.orElseThrow();
		migrate(SlotHash.getSlot(QUEUE), SlotHash.getSlot(QUEUE), target);
		caller.assertServedBy(target);
	}

	private static void migrate(int first, int last, RedisNode target) {
		RedisNode source = cluster.primaryOf(first);
		if (source.equals(target)) {
			return;
		}
		assertThat(source.execute("CLUSTER", "MIGRATESLOTS", "SLOTSRANGE", "" + first, "" + last, "NODE", target.id()))
			.isEqualTo("OK");
		await().until(() -> cluster.primaryOf(first).equals(target));
	}

	private static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(60));
	}

}
