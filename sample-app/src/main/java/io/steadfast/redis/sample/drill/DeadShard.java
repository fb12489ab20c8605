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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.List;

import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * Primary and replica of a shard die, and the others serve on
 * ({@code cluster-require-full-coverage no}).
 */
final class DeadShard implements Drill {

	private static final Duration DEAD_FOR = Duration.ofSeconds(10);

	/** Both nodes come back empty, and a node that was away waits before it serves. */
	private static final Duration RETURN = Duration.ofSeconds(10);

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("dead-shard", "D19",
				"primary and replica of a shard dead; full coverage not required");
	}

	@Override
	public void prepare(RedisCluster cluster) {
		Config.set(cluster.nodes(), Config.FULL_COVERAGE, "no");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode primary = cluster.primaryFor(OperationMix.HOT);
		RedisNode replica = cluster.replicasOf(primary).get(0);
		Poll.pause(Kill.STEADY);
		incident.strike(cluster, List.of(primary), () -> {
			cluster.kill(replica);
			cluster.kill(primary);
		});
		Poll.pause(DEAD_FOR);
		incident.giveBack();
		cluster.restart(primary);
		cluster.restart(replica);
	}

	@Override
	public void restore(RedisCluster cluster) {
		cluster.awaitHealthy();
		Config.set(cluster.nodes(), Config.FULL_COVERAGE, "yes");
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.onlyTheBrokenShardPaidFor(RETURN)
			.brokenCallsEndWithin(Impact.PROMPT)
			.failuresNameTheNode()
			.shortfalls();
	}

}
