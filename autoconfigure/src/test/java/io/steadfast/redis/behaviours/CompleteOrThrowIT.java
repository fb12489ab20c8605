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
import java.util.List;
import java.util.stream.Stream;

import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.dao.DataAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Invariant I12 with our factory: while one shard is not served and the others are, a
 * call over many keys or nodes throws instead of returning less.
 */
class CompleteOrThrowIT {

	private static RedisCluster start() {
		return RedisCluster.builder().replicas(0).requireFullCoverage(false).start();
	}

	private static Contender client(RedisCluster cluster) {
		Contender ours = Contender.withOurs(cluster, List.of("steadfast.redis.patience=500ms"));
		WideCall.prepare(ours);
		assertThat(ours.template().keys("key-*")).hasSize(WideCall.KEYS);
		return ours;
	}

	private static void throwsInsteadOfReturningLess(WideCall call, Contender redis) {
		long begin = System.nanoTime();
		Object[] result = new Object[1];
		Throwable failure = catchThrowable(() -> result[0] = call.action().apply(redis));
		assertThat(failure).as(() -> call + " returned " + result[0]).isInstanceOf(DataAccessException.class);
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).as("one patience, whatever the number of keys")
			.isLessThan(Duration.ofMillis(1500));
	}

	private static void servesOtherShards(RedisCluster cluster, Contender redis, RedisNode missing) {
		List<String> served = Slots.keys(WideCall.KEYS)
			.stream()
			.filter((key) -> cluster.primaryFor(key) != missing)
			.toList();
		assertThat(served).isNotEmpty();
		served.forEach((key) -> {
			redis.template().opsForValue().set(key, "new " + key);
			assertThat(redis.template().opsForValue().get(key)).isEqualTo("new " + key);
		});
	}

	static Stream<WideCall> calls() {
		return WideCall.all();
	}

	/**
	 * Nobody owns the slots of one shard, and every node says so.
	 */
	@Nested
	class SlotsWithoutOwner {

		private static RedisCluster cluster;

		private static Contender ours;

		private static RedisNode former;

		@BeforeAll
		static void takeTheSlotsAway() {
			cluster = start();
			ours = client(cluster);
			former = cluster.primaryFor("key-1");
			String[] range = former.execute("CLUSTER", "NODES")
				.lines()
				.filter((row) -> row.contains("myself"))
				.findFirst()
				.orElseThrow()
				.split(" ")[8].split("-");
			cluster.nodes().forEach((node) -> node.execute("CLUSTER", "DELSLOTSRANGE", range[0], range[1]));
		}

		@AfterAll
		static void stop() {
			ours.close();
			cluster.close();
		}

		@ParameterizedTest
		@MethodSource("io.steadfast.redis.behaviours.CompleteOrThrowIT#calls")
		void aCallThatCannotBeCompleteThrows(WideCall call) {
			throwsInsteadOfReturningLess(call, ours);
		}

	}

	/**
	 * The only node of one shard is dead, and still named as the owner of its slots.
	 */
	@Nested
	class DeadPrimary {

		private static RedisCluster cluster;

		private static Contender ours;

		private static RedisNode dead;

		@BeforeAll
		static void killAPrimaryWithoutReplicas() {
			cluster = start();
			ours = client(cluster);
			dead = cluster.primaryFor("key-1");
			cluster.kill(dead);
		}

		@AfterAll
		static void stop() {
			ours.close();
			cluster.close();
		}

		@ParameterizedTest
		@MethodSource("io.steadfast.redis.behaviours.CompleteOrThrowIT#calls")
		void aCallThatCannotBeCompleteThrows(WideCall call) {
			throwsInsteadOfReturningLess(call, ours);
		}

		@Test
		void theOtherShardsAreServed() {
			servesOtherShards(cluster, ours, dead);
		}

	}

}
