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

import java.util.List;

import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * A replica takes over without asking its live primary, which may lose what it had not
 * been told yet.
 */
final class ForcedFailover implements Drill {

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("force-failover", "D02", "CLUSTER FAILOVER FORCE to a replica").byCommandsAlone();
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode primary = cluster.primaryFor(OperationMix.HOT);
		RedisNode replica = cluster.replicasOf(primary)
			.stream()
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(primary + " has no replica that could take over"));
		Poll.pause(Kill.STEADY);
		incident.strike(cluster, List.of(primary), () -> cluster.forceFailover(replica));
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result).onlyTheBrokenShardPaidFor(Expectations.AT_ONCE).shortfalls();
	}

}
