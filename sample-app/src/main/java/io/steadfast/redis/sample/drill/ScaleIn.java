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

import io.steadfast.redis.test.RedisCluster;

/**
 * The last of four shards is drained, forgotten and stopped.
 */
final class ScaleIn implements Drill {

	@Override
	public DrillCard card() {
		return DrillCard.planned("scale-in", "D07", "the last of four shards is drained, forgotten and stopped");
	}

	@Override
	public void prepare(RedisCluster cluster) {
		cluster.addShard(1);
		cluster.rebalance();
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		cluster.removeShard(cluster.primaries().get(3));
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.nothingSurfaced()
			.recovered()
			.incrementsAddUp()
			.noMoreSocketsThanBefore()
			.shortfalls();
	}

}
