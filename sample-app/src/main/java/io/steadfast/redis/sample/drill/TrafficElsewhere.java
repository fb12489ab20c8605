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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.steadfast.redis.sample.traffic.OperationMix;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * A shard dies that has no traffic: the others have to be as fast as before.
 */
final class TrafficElsewhere implements Drill {

	private static final Duration DEAD_FOR = Duration.ofSeconds(6);

	/**
	 * No two seconds are alike: on a machine with two cores and other work, p99 was
	 * between 1 and 46 ms in seconds in which nothing happened.
	 */
	private static final Duration NOISE = Duration.ofMillis(50);

	private final OperationMix operations;

	private final CircuitBreakerRegistry breakers;

	/** What was seen of the breakers the last time; written by the thread that plays. */
	private final List<String> seen = new ArrayList<>();

	TrafficElsewhere(OperationMix operations, CircuitBreakerRegistry breakers) {
		this.operations = operations;
		this.breakers = breakers;
	}

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("traffic-elsewhere", "D23", "a shard dead that has no traffic");
	}

	@Override
	public void prepare(RedisCluster cluster) {
		Config.set(cluster.nodes(), Config.FULL_COVERAGE, "no");
		BitSet leftOut = Slots.ownedBy(cluster.primaryFor(OperationMix.HOT));
		this.operations.onlyTo((slot) -> !leftOut.get(slot));
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		this.seen.clear();
		RedisNode primary = cluster.primaryFor(OperationMix.HOT);
		List<RedisNode> replicas = cluster.replicasOf(primary);
		Config.set(replicas, Config.NO_FAILOVER, "yes");
		Poll.pause(Kill.AS_LONG_AS_THE_FAULT);
		incident.strike(cluster, List.of(primary), () -> cluster.kill(primary));
		Poll.pause(DEAD_FOR);
		long open = this.breakers.getAllCircuitBreakers()
			.stream()
			.filter((breaker) -> breaker.getState() != CircuitBreaker.State.CLOSED)
			.count();
		if (open > 1) {
			this.seen.add(open + " breakers are open, and one node is dead");
		}
		incident.giveBack();
		cluster.restart(primary);
		Config.set(replicas, Config.NO_FAILOVER, "no");
	}

	@Override
	public void restore(RedisCluster cluster) {
		this.operations.onlyTo((slot) -> true);
		cluster.awaitHealthy();
		Config.set(cluster.nodes(), Config.FULL_COVERAGE, "yes");
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		Tail tail = result.impact().tail();
		if (tail.during().minus(tail.before()).compareTo(NOISE) > 0) {
			this.seen.add("p99 rose from " + tail.before().toMillis() + " to " + tail.during().toMillis() + " ms");
		}
		return Expectations.of(result)
			.nothingSurfaced()
			.recovered()
			.incrementsAddUp()
			.othersKeptTheirOperations()
			.and(this.seen)
			.shortfalls();
	}

}
