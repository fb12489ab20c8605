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

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * A primary dies, and its replica promotes itself.
 */
final class Kill implements Drill {

	/** Before a fault, to compare with. */
	static final Duration STEADY = Duration.ofSeconds(2);

	/**
	 * Before a fault whose slow calls are compared with what was before: a promotion
	 * takes about as long.
	 */
	static final Duration AS_LONG_AS_THE_FAULT = Duration.ofSeconds(6);

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("kill", "D01", "kill -9 of a primary");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode primary = cluster.primaryFor(OperationMix.HOT);
		RedisNode replica = cluster.replicasOf(primary).get(0);
		Poll.pause(AS_LONG_AS_THE_FAULT);
		incident.strike(cluster, List.of(primary), () -> cluster.kill(primary));
		incident.heirIs(replica);
		cluster.awaitPromotion(SlotHash.getSlot(OperationMix.HOT), primary);
	}

	@Override
	public void restore(RedisCluster cluster) {
		cluster.nodes().stream().filter((node) -> !node.isAlive()).forEach(cluster::restart);
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result).onlyTheBrokenShardPaidFor(Expectations.AT_ONCE).shortfalls();
	}

}
