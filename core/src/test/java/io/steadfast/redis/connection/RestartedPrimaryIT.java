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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A primary is back before its replica is promoted, and reads its data for a while (D21).
 */
class RestartedPrimaryIT {

	private static final int KEYS = 3_000;

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	private final AtomicBoolean running = new AtomicBoolean(true);

	private final AtomicLong acknowledged = new AtomicLong();

	private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void start() {
		application = ClusteredApplication.start();
		cluster = application.cluster();
		template = application.template();
		for (int i = 0; i < KEYS; i++) {
			template.opsForValue().set("key-" + i, "value-" + i);
		}
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void incrementsWaitUntilItHasReadItsData() throws Exception {
		RedisNode primary = cluster.primaryFor("counter");
		// a millisecond for each of its keys, looking at its sockets in between
		primary.execute("CONFIG", "SET", "key-load-delay", "1000");
		primary.execute("CONFIG", "SET", "loading-process-events-interval-bytes", "1024");
		primary.execute("CONFIG", "REWRITE");
		primary.execute("SAVE");
		cluster.kill(primary);
		Thread caller = new Thread(this::increment);
		caller.start();
		cluster.restart(primary);
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.acknowledged.get() > 100);
		this.running.set(false);
		caller.join();
		assertThat(primary.execute("INFO", "errorstats")).contains("errorstat_LOADING");
		assertThat(cluster.primaryFor("counter")).isEqualTo(primary);
		assertThat(this.failures).allMatch(AmbiguousOutcomeException.class::isInstance);
		assertThat(Long.parseLong(primary.execute("GET", "counter"))).isBetween(this.acknowledged.get(),
				this.acknowledged.get() + this.failures.size());
	}

	private void increment() {
		while (this.running.get()) {
			try {
				template.opsForValue().increment("counter");
				this.acknowledged.incrementAndGet();
			}
			catch (RuntimeException ex) {
				this.failures.add(ex);
			}
		}
	}

}
