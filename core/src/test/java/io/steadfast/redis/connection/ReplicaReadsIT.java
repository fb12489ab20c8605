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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.lettuce.core.ReadFrom;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica that is read from is killed, loads its data and is promoted (D30).
 */
class ReplicaReadsIT {

	private static final int KEYS = 3_000;

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	private final AtomicBoolean running = new AtomicBoolean(true);

	private final AtomicLong reads = new AtomicLong();

	private final List<String> wrong = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void start() {
		application = ClusteredApplication
			.with(LettuceClientConfiguration.builder().readFrom(ReadFrom.REPLICA_PREFERRED).build());
		cluster = application.cluster();
		template = application.template();
		for (int i = 0; i < KEYS; i++) {
			template.opsForValue().set("key-" + i, "value-" + i);
		}
		cluster.primaries().forEach((primary) -> primary.execute("WAIT", "1", "2000"));
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void readsFallBackAndNothingSurfaces() throws Exception {
		List<Thread> threads = new ArrayList<>();
		for (int t = 0; t < 8; t++) {
			int first = t;
			Thread thread = new Thread(() -> read(first));
			thread.start();
			threads.add(thread);
		}
		awaitReads();
		RedisNode replica = cluster.replicas().get(0);
		RedisNode primary = primaryOf(replica);
		assertThat(readsOf(replica)).isPositive();
		slowToLoad(replica);
		cluster.kill(replica);
		awaitReads();
		cluster.restart(replica);
		awaitReads();
		cluster.awaitHealthy();
		long before = readsOf(replica);
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> readsOf(replica) > before + 100);
		cluster.failover(replica);
		awaitReads();
		assertThat(cluster.replicasOf(replica)).contains(primary);
		this.running.set(false);
		for (Thread thread : threads) {
			thread.join(TimeUnit.SECONDS.toMillis(10));
		}
		assertThat(this.wrong).isEmpty();
	}

	/** It writes down its data, and takes a millisecond for each key to load it. */
	private static void slowToLoad(RedisNode replica) {
		replica.execute("SAVE");
		replica.execute("CONFIG", "SET", "key-load-delay", "1000");
		replica.execute("CONFIG", "SET", "loading-process-events-interval-bytes", "1024");
		replica.execute("CONFIG", "REWRITE");
	}

	private static RedisNode primaryOf(RedisNode replica) {
		return cluster.primaries()
			.stream()
			.filter((node) -> cluster.replicasOf(node).contains(replica))
			.findFirst()
			.orElseThrow();
	}

	private static long readsOf(RedisNode node) {
		return node.execute("INFO", "commandstats")
			.lines()
			.filter((line) -> line.startsWith("cmdstat_get:"))
			.mapToLong((line) -> Long.parseLong(line.substring("cmdstat_get:calls=".length(), line.indexOf(','))))
			.sum();
	}

	private void awaitReads() {
		long before = this.reads.get();
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> this.reads.get() > before + 3_000);
	}

	private void read(int first) {
		for (int i = first; this.running.get(); i = (i + 8) % KEYS) {
			try {
				String value = template.opsForValue().get("key-" + i);
				if (!("value-" + i).equals(value)) {
					this.wrong.add("key-" + i + " was " + value);
				}
			}
			catch (RuntimeException ex) {
				this.wrong.add(ex.toString());
			}
			this.reads.incrementAndGet();
		}
	}

}
