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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pipelines of a thousand commands, scripts by their digest and scans across a failover
 * and a reshard (D31).
 */
class PipelineIT {

	private static final int COMMANDS = 1_000;

	private static final RedisScript<String> ECHO = RedisScript.of("return KEYS[1] .. '=' .. ARGV[1]", String.class);

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	@BeforeAll
	static void start() {
		application = ClusteredApplication.start();
		cluster = application.cluster();
		template = application.template();
		IntStream.range(0, COMMANDS).forEach((i) -> template.opsForValue().set("key-" + i, "value-" + i));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void resultsAreCompleteAndInOrderDuringFailoversAndAReshard() throws Exception {
		CompletableFuture<Void> maintenance = CompletableFuture.runAsync(() -> {
			cluster.replicas().forEach(cluster::failover);
			cluster.nodes().forEach((node) -> node.execute("SCRIPT", "FLUSH"));
			RedisNode added = cluster.addShard(1);
			cluster.rebalance();
			cluster.removeShard(added);
		});
		int rounds = 0;
		do {
			pipeline();
			scripts(rounds);
			rounds++;
		}
		while (!maintenance.isDone());
		maintenance.get();
		assertThat(rounds).isGreaterThan(3);
		pipeline();
	}

	@Test
	void aScanIsCompleteOrThrowsWhilePrimariesFailOver() throws Exception {
		Set<String> all = new TreeSet<>(IntStream.range(0, COMMANDS).mapToObj((i) -> "key-" + i).toList());
		CompletableFuture<Void> maintenance = CompletableFuture
			.runAsync(() -> cluster.replicas().forEach(cluster::failover));
		int complete = 0;
		do {
			Set<String> found = scan();
			if (!found.isEmpty()) {
				assertThat(found).isEqualTo(all);
				complete++;
			}
		}
		while (!maintenance.isDone());
		maintenance.get();
		assertThat(scan()).isEqualTo(all);
		assertThat(complete).isPositive();
	}

	private static void pipeline() {
		List<Object> results = template.executePipelined((RedisCallback<Object>) (connection) -> {
			for (int i = 0; i < COMMANDS; i++) {
				connection.stringCommands().get(("key-" + i).getBytes(StandardCharsets.UTF_8));
			}
			return null;
		});
		assertThat(results).isEqualTo(IntStream.range(0, COMMANDS).mapToObj((i) -> "value-" + i).toList());
	}

	/** Spring sends the digest, and the source after NOSCRIPT. */
	private static void scripts(int round) {
		for (int i = 0; i < 20; i++) {
			String key = "key-" + (round * 20 + i) % COMMANDS;
			assertThat(template.execute(ECHO, List.of(key), "x")).isEqualTo(key + "=x");
		}
	}

	@SuppressWarnings("unchecked") // what Spring's native connection is
	private static Set<String> scan() throws InterruptedException, TimeoutException {
		RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) application
			.factory()
			.getClusterConnection()
			.getNativeConnection();
		Set<String> found = new TreeSet<>();
		try {
			ScanCursor cursor = ScanCursor.INITIAL;
			while (!cursor.isFinished()) {
				KeyScanCursor<byte[]> page = commands.scan(cursor, ScanArgs.Builder.matches("key-*").limit(100))
					.get(6, TimeUnit.SECONDS);
				page.getKeys().forEach((key) -> found.add(new String(key, StandardCharsets.UTF_8)));
				cursor = page;
			}
			return found;
		}
		catch (ExecutionException ex) {
			return Set.of();
		}
	}

}
