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

package io.steadfast.redis.documents;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drill that docs/drill-of-your-own.md shows, run as it stands there.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE)
class DrillOfYourOwnIT {

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)));

	@DynamicPropertySource
	static void nodes(DynamicPropertyRegistry registry) {
		registry.add("spring.data.redis.cluster.nodes", () -> String.join(",", redis.cluster().seeds()));
	}

	@Autowired
	StringRedisTemplate template;

	@Test
	void nobodyNoticesThatEveryShardFailsOver(RedisCluster cluster) throws InterruptedException {
		AtomicBoolean running = new AtomicBoolean(true);
		AtomicInteger served = new AtomicInteger();
		Queue<RuntimeException> surfaced = new ConcurrentLinkedQueue<>();
		ExecutorService callers = Executors.newFixedThreadPool(8);
		for (int i = 0; i < 8; i++) {
			String key = "visits-" + i;
			callers.execute(() -> {
				while (running.get()) {
					try {
						this.template.opsForValue().increment(key);
						served.incrementAndGet();
					}
					catch (RuntimeException ex) {
						surfaced.add(ex);
					}
				}
			});
		}

		cluster.primaries().forEach((primary) -> cluster.failover(cluster.replicasOf(primary).get(0)));

		int before = served.get();
		Awaitility.await().until(() -> served.get() > before + 100);
		running.set(false);
		callers.shutdown();
		assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		assertThat(surfaced).isEmpty();
	}

	/**
	 * Stands for the application of whoever writes the drill.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
