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
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.WaitingOptions;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One primary is killed under the load of 32 threads (D01): the other shards keep theirs.
 */
class DeadShardIT {

	private static final Logger logger = LoggerFactory.getLogger(DeadShardIT.class);

	private static final int THREADS = 32;

	private static final int OPERATIONS_A_SECOND = 1500;

	private RedisCluster cluster;

	@BeforeEach
	void start() {
		this.cluster = RedisCluster.builder().start();
	}

	@AfterEach
	void stop() {
		this.cluster.close();
	}

	@Test
	void theOtherShardsKeepTheirOperations() throws Exception {
		List<Call> calls = load(RoutingOptions.defaults());
		List<Call> during = calls.stream().filter((call) -> call.phase == Phase.DEAD).toList();
		List<Call> healthy = during.stream().filter((call) -> !call.onDeadShard).toList();
		long prompt = healthy.stream().filter((call) -> call.failure == null && call.millis <= 100).count();
		long refusedByRedis = healthy.stream().filter((call) -> call.millis > 100).count();
		logger.info("healthy shards: {} of {} within 100 ms, {} later; dead shard: {} calls, {} failed", prompt,
				healthy.size(), refusedByRedis, during.size() - healthy.size(),
				during.stream().filter((call) -> call.failure != null).count());
		assertThat(healthy).noneMatch((call) -> call.failure != null);
		assertThat((double) prompt).isGreaterThan(healthy.size() * 0.8);
		assertThat(calls).noneMatch((call) -> call.millis > 5_500);
	}

	@Test
	void withRoomForAllAndPatienceBeyondThePromotionReadsDoNotFail() throws Exception {
		List<Call> calls = load(RoutingOptions.defaults()
			.withPatience(Duration.ofSeconds(25))
			.withWaiting(new WaitingOptions(10_000, THREADS + 1, Duration.ofSeconds(1))));
		assertThat(calls).noneMatch((call) -> call.failure != null);
	}

	private List<Call> load(RoutingOptions options) throws Exception {
		TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
				new RedisClusterConfiguration(this.cluster.seeds()), LettuceClientConfiguration.defaultConfiguration(),
				options);
		factory.afterPropertiesSet();
		try (Load load = new Load(new StringRedisTemplate(factory), this.cluster.primaryOf(0))) {
			load.await(2);
			RedisNode dead = this.cluster.primaryOf(0);
			load.phase = Phase.DEAD;
			this.cluster.kill(dead);
			RedisNode promoted = this.cluster.awaitPromotion(0, dead);
			long promotedAt = System.nanoTime();
			load.awaitSuccessOnDeadShard(promotedAt);
			load.phase = Phase.AFTER;
			logger.info("{} promoted; first success after it within {} ms", promoted,
					TimeUnit.NANOSECONDS.toMillis(load.firstSuccess(promotedAt) - promotedAt));
			load.await(1);
			load.close();
			logger.info("failures: {}", load.failures());
			return new ArrayList<>(load.calls);
		}
		finally {
			factory.destroy();
		}
	}

	/** What goes on. */
	private enum Phase {

		BEFORE, DEAD, AFTER

	}

	/** One call as the caller saw it. */
	private record Call(Phase phase, boolean onDeadShard, long millis, long endedAt, Throwable failure) {

		Call(Phase phase, boolean onDeadShard, long begin, Throwable failure) {
			this(phase, onDeadShard, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin), System.nanoTime(),
					failure);
		}

	}

	/** Threads that read in an open loop: latency counts from when a call was due. */
	private static final class Load implements AutoCloseable {

		private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

		private final List<Thread> threads = new ArrayList<>();

		private final StringRedisTemplate template;

		private volatile Phase phase = Phase.BEFORE;

		private volatile boolean running = true;

		Load(StringRedisTemplate template, RedisNode toDie) {
			this.template = template;
			int lastSlotOfFirst = 5460;
			assertThat(toDie).isNotNull();
			for (int t = 0; t < THREADS; t++) {
				int seed = t;
				Thread thread = new Thread(() -> run(seed, lastSlotOfFirst));
				thread.start();
				this.threads.add(thread);
			}
		}

		private void run(int seed, int lastSlotOfFirst) {
			long period = TimeUnit.SECONDS.toNanos(1) * THREADS / OPERATIONS_A_SECOND;
			long due = System.nanoTime() + seed * period / THREADS;
			int i = seed;
			while (this.running) {
				long wait = due - System.nanoTime();
				if (wait > 0) {
					LockSupport.parkNanos(wait);
					continue;
				}
				String key = "key-" + (i += THREADS) % 3000;
				boolean onDeadShard = SlotHash.getSlot(key) <= lastSlotOfFirst;
				Phase during = this.phase;
				long begin = System.nanoTime();
				try {
					this.template.opsForValue().get(key);
					this.calls.add(new Call(during, onDeadShard, begin, null));
				}
				catch (RuntimeException ex) {
					this.calls.add(new Call(during, onDeadShard, begin, ex));
				}
				due += period;
			}
		}

		void await(int seconds) {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
			while (System.nanoTime() < end) {
				LockSupport.parkNanos(end - System.nanoTime());
			}
		}

		void awaitSuccessOnDeadShard(long after) {
			long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
			while (firstSuccess(after) == Long.MAX_VALUE && System.nanoTime() < end) {
				LockSupport.parkNanos(1_000_000);
			}
		}

		long firstSuccess(long after) {
			return this.calls.stream()
				.filter((call) -> call.onDeadShard && call.failure == null && call.endedAt > after)
				.mapToLong(Call::endedAt)
				.min()
				.orElse(Long.MAX_VALUE);
		}

		Map<String, Long> failures() {
			Map<String, Long> failures = new TreeMap<>();
			this.calls.stream()
				.filter((call) -> call.failure != null)
				.forEach((call) -> failures.merge(call.failure.getClass().getSimpleName(), 1L, Long::sum));
			return failures;
		}

		@Override
		public void close() throws InterruptedException {
			this.running = false;
			for (Thread thread : this.threads) {
				thread.join(TimeUnit.SECONDS.toMillis(30));
			}
		}

	}

}
