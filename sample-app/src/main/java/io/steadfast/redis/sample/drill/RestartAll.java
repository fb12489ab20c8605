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

/**
 * Every node is killed, and started on its port again after five seconds, empty.
 */
final class RestartAll implements Drill {

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("restart-all", "D41", "every node killed and started again after five seconds");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		Poll.pause(Kill.STEADY);
		incident.endsWhenWhole();
		incident.strike(cluster, cluster.primaries(), () -> cluster.restartAll(Duration.ofSeconds(5)));
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.recovered()
			.incrementsAddUpButForReplication()
			.withinPatience()
			.servedWithin(Expectations.AT_ONCE)
			.shortfalls();
	}

}
