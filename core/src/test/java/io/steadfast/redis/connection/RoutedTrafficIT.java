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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steady traffic through Spring's template while a real cluster changes.
 */
class RoutedTrafficIT {

	private static final Logger logger = LoggerFactory.getLogger(RoutedTrafficIT.class);

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
	void valuesAreReadBackAcrossSlots() {
		for (int i = 0; i < 1000; i++) {
			template.opsForValue().set("key-" + i, "value-" + i);
		}
		assertThat(template.opsForValue().get("key-77")).isEqualTo("value-77");
		assertThat(template.opsForValue().multiGet(List.of("key-1", "key-2", "key-3", "missing")))
			.containsExactly("value-1", "value-2", "value-3", null);
		template.opsForValue().multiSet(Map.of("a", "1", "b", "2"));
		assertThat(template.delete(List.of("a", "b", "c"))).isEqualTo(2);
		assertThat(template.keys("key-*")).hasSize(1000);
		List<Object> results = template.executePipelined((RedisCallback<Object>) (connection) -> {
			for (int i = 0; i < 100; i++) {
				connection.stringCommands().get(("key-" + i).getBytes(StandardCharsets.UTF_8));
			}
			return null;
		});
		assertThat(results).hasSize(100).startsWith("value-0", "value-1");
	}

	@Test
	void nobodyNoticesMaintenance() throws Exception {
		AtomicBoolean running = new AtomicBoolean(true);
		AtomicInteger done = new AtomicInteger();
		AtomicLong slowest = new AtomicLong();
		List<Throwable> failures = new CopyOnWriteArrayList<>();
		List<Thread> threads = new ArrayList<>();
		CountDownLatch started = new CountDownLatch(8);
		for (int t = 0; t < 8; t++) {
			int seed = t;
			Thread thread = new Thread(() -> {
				int i = seed * 1_000_000;
				started.countDown();
				while (running.get()) {
					long begin = System.nanoTime();
					try {
						template.opsForValue().increment("counter-" + (i++ % 500));
						template.opsForValue().get("key-" + (i % 1000));
						done.incrementAndGet();
					}
					catch (RuntimeException ex) {
						failures.add(ex);
					}
					slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
				}
			});
			thread.start();
			threads.add(thread);
		}
		started.await();
		report("failover", done, slowest, failures, () -> cluster.failover(cluster.replicas().get(0)));
		report("scale out", done, slowest, failures, () -> {
			cluster.addShard(1);
			cluster.rebalance();
		});
		report("scale in", done, slowest, failures, () -> {
			RedisNode primary = cluster.primaries().get(3);
			cluster.removeShard(primary);
		});
		report("replace", done, slowest, failures, () -> cluster.replaceAllNodes());
		running.set(false);
		for (Thread thread : threads) {
			thread.join(TimeUnit.SECONDS.toMillis(10));
		}
		assertThat(failures).isEmpty();
	}

	private static void report(String name, AtomicInteger done, AtomicLong slowest, List<Throwable> failures,
			Runnable drill) {
		int before = done.get();
		slowest.set(0);
		long begin = System.nanoTime();
		drill.run();
		logger.info("{}: {} ms, {} ops, slowest {} ms, {} failures {}", name, (System.nanoTime() - begin) / 1_000_000,
				done.get() - before, slowest.get() / 1_000_000, failures.size(),
				failures.isEmpty() ? "" : failures.get(0).toString());
	}

}
