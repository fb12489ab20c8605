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
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.channel.EventLoop;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedCrowd;

/**
 * What a refresh costs after which one slot has another owner, from the question to the
 * last listener.
 *
 * @param cpuMillis CPU time of all threads but those of the nodes, median
 * @param longestMicros most CPU time that an event loop was at one piece of work, median
 */
record RefreshCost(double cpuMillis, double longestMicros) {

	/** One refresh may follow another at once. */
	private static final TopologyOptions UNPACED = new TopologyOptions(Duration.ofSeconds(30), Duration.ofMillis(1),
			TopologyOptions.defaults().sources());

	/**
	 * Measure it.
	 * @param nodes how many primaries
	 * @param warmUps refreshes before those that count
	 * @param rounds refreshes that count
	 * @return medians
	 * @throws Exception if a refresh fails
	 */
	static RefreshCost measure(int nodes, int warmUps, int rounds) throws Exception {
		Set<EventLoop> loops = ConcurrentHashMap.newKeySet();
		ClientResources resources = DefaultClientResources.builder().nettyCustomizer(new LoopCollector(loops)).build();
		try (ScriptedCrowd crowd = ScriptedCrowd.start(nodes)) {
			TopologyAwareConnectionFactory factory = CrowdClient.factory(crowd, resources,
					RoutingOptions.defaults().withTopology(UNPACED));
			try {
				CrowdClient.connectAll(CrowdClient.commandsOf(factory));
				return measure(crowd, factory, loops, warmUps, rounds);
			}
			finally {
				factory.destroy();
			}
		}
		finally {
			resources.shutdown(0, 2, TimeUnit.SECONDS).await(5, TimeUnit.SECONDS);
		}
	}

	private static RefreshCost measure(ScriptedCrowd crowd, TopologyAwareConnectionFactory factory,
			Set<EventLoop> loops, int warmUps, int rounds) throws Exception {
		double[] cpu = new double[rounds];
		double[] longest = new double[rounds];
		for (int round = -warmUps; round < rounds; round++) {
			ClientCpu client = ClientCpu.fromNow();
			refresh(crowd, factory, 2 * (warmUps + round));
			double spent = client.nanos() / 1e6;
			try (LoopProbe probe = LoopProbe.start(loops)) {
				refresh(crowd, factory, 2 * (warmUps + round) + 1);
				if (round >= 0) {
					longest[round] = probe.longestNanos() / 1e3;
					cpu[round] = spent;
				}
			}
		}
		return new RefreshCost(Sample.median(Arrays.stream(cpu)), Sample.median(Arrays.stream(longest)));
	}

	private static void refresh(ScriptedCrowd crowd, TopologyAwareConnectionFactory factory, int slot)
			throws Exception {
		crowd.move(slot, (crowd.ownerOf(slot) + 1) % crowd.endpoints().size());
		factory.refreshTopology().toCompletableFuture().get(10, TimeUnit.SECONDS);
	}

}
