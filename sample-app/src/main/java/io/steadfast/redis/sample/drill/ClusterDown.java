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

import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * A slot that nobody asks for has no owner: every node refuses all the others.
 */
final class ClusterDown implements Drill {

	private static final Duration DOWN_FOR = Duration.ofSeconds(4);

	/** None of the keys of the traffic is in it. */
	private static final String SLOT = "0";

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("cluster-down", "D20", "every node answers CLUSTERDOWN for four seconds");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode owner = cluster.primaryOf(Integer.parseInt(SLOT));
		Poll.pause(Kill.STEADY);
		incident.strike(cluster, List.of(),
				() -> cluster.nodes().forEach((node) -> node.execute("CLUSTER", "DELSLOTS", SLOT)));
		Poll.pause(DOWN_FOR);
		incident.giveBack();
		owner.execute("CLUSTER", "ADDSLOTS", SLOT);
		cluster.primaries()
			.stream()
			.filter((node) -> node != owner)
			.forEach((node) -> node.execute("CLUSTER", "SETSLOT", SLOT, "NODE", owner.id()));
		cluster.awaitHealthy();
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result).nothingSurfaced().recovered().incrementsAddUp().withinPatience().shortfalls();
	}

}
