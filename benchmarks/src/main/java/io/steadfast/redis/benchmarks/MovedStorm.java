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

package io.steadfast.redis.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import io.lettuce.core.api.async.RedisStringAsyncCommands;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedCrowd;

/**
 * Many clients in one process while slots move one after another: each client sends to
 * each slot as soon as it has moved, so that each meets each MOVED. Used by one thread.
 */
final class MovedStorm {

	private static final int MOVES = 5_000;

	private static final int WARM_UP_MOVES = 200;

	/** How long clients may ask as often as they like. */
	private static final Duration PROMPT = Duration.ofSeconds(10);

	private final int clients;

	private final int nodes;

	private final Duration lasting;

	/**
	 * Describe a storm.
	 * @param clients how many clients
	 * @param nodes how many primaries
	 * @param lasting how long it takes to move the slots
	 */
	MovedStorm(int clients, int nodes, Duration lasting) {
		this.clients = clients;
		this.nodes = nodes;
		this.lasting = lasting;
	}

	/**
	 * Let it rage.
	 * @return what was counted
	 * @throws Exception if the clients cannot connect
	 */
	Result run() throws Exception {
		ClientResources resources = DefaultClientResources.create();
		List<TopologyAwareConnectionFactory> factories = new ArrayList<>();
		try (ScriptedCrowd crowd = ScriptedCrowd.start(this.nodes)) {
			List<RedisStringAsyncCommands<byte[], byte[]>> commands = new ArrayList<>();
			for (int client = 0; client < this.clients; client++) {
				factories.add(CrowdClient.factory(crowd, resources));
				commands.add(CrowdClient.commandsOf(factories.get(client)));
				commands.get(client).get(CrowdClient.key(0)).get(10, TimeUnit.SECONDS);
			}
			warmUp(crowd, commands);
			return rage(crowd, commands);
		}
		finally {
			factories.forEach(TopologyAwareConnectionFactory::destroy);
			resources.shutdown(0, 2, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
		}
	}

	/**
	 * Fifty clients that all run their code for the first time take two cores for seconds
	 * in which the nodes, which share them, are silent.
	 */
	private void warmUp(ScriptedCrowd crowd, List<RedisStringAsyncCommands<byte[], byte[]>> commands) {
		byte[][] keys = keysBySlot(MOVES + WARM_UP_MOVES);
		for (int slot = MOVES; slot < MOVES + WARM_UP_MOVES; slot++) {
			crowd.move(slot, (crowd.ownerOf(slot) + 1) % this.nodes);
			byte[] key = keys[slot];
			commands.forEach((client) -> client.get(key));
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
		}
	}

	private Result rage(ScriptedCrowd crowd, List<RedisStringAsyncCommands<byte[], byte[]>> commands) {
		byte[][] keys = keysBySlot(MOVES);
		Map<String, LongAdder> failures = new ConcurrentHashMap<>();
		long begin = System.nanoTime();
		long redirectsBefore = crowd.redirects();
		long askedBefore = crowd.clusterCommands();
		long promptUntil = begin + PROMPT.toNanos();
		long askedPromptly = -1;
		for (int slot = 0; slot < MOVES; slot++) {
			LockSupport.parkNanos(begin + this.lasting.toNanos() * slot / MOVES - System.nanoTime());
			if (askedPromptly < 0 && System.nanoTime() > promptUntil) {
				askedPromptly = crowd.clusterCommands();
			}
			crowd.move(slot, (crowd.ownerOf(slot) + 1) % this.nodes);
			for (RedisStringAsyncCommands<byte[], byte[]> client : commands) {
				client.get(keys[slot]).whenComplete((value, failure) -> {
					if (failure != null) {
						failures.computeIfAbsent(failure.getClass().getSimpleName(), (type) -> new LongAdder())
							.increment();
					}
				});
			}
		}
		long end = System.nanoTime();
		return new Result(crowd.redirects() - redirectsBefore, Map.copyOf(failures),
				rate(askedPromptly - askedBefore, PROMPT.toNanos()),
				rate(crowd.clusterCommands() - askedPromptly, end - promptUntil));
	}

	private double rate(long asked, long nanos) {
		return asked * 1e9 / nanos / this.nodes;
	}

	private static byte[][] keysBySlot(int slots) {
		byte[][] keys = new byte[SlotHash.SLOT_COUNT][];
		int missing = slots;
		for (int number = 0; missing > 0; number++) {
			byte[] key = CrowdClient.key(number);
			int slot = SlotHash.getSlot(key);
			missing -= (keys[slot] == null && slot < slots) ? 1 : 0;
			keys[slot] = key;
		}
		return keys;
	}

	/**
	 * What was counted.
	 *
	 * @param redirects MOVED replies
	 * @param failures commands that failed, by the type of exception
	 * @param promptly CLUSTER commands for each node and second in the first ten seconds
	 * @param later the same after them
	 */
	record Result(long redirects, Map<String, LongAdder> failures, double promptly, double later) {
	}

}
