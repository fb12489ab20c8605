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
import java.util.List;

import io.steadfast.redis.test.RedisCluster;

/**
 * Every node is silent for a while: its sockets stay open and nothing answers.
 */
final class FreezeAll implements Drill {

	private static final Duration RETURN = Duration.ofSeconds(5);

	private static final long HEAP_GROWTH = 32L << 20;

	/** Collecting garbage stops everybody; not while callers are about to be released. */
	private static final Duration AFTER_LOOK = Duration.ofMillis(2_500);

	private final Duration outage;

	/** What was seen of the heap the last time; written by the thread that plays. */
	private final List<String> seen = new ArrayList<>();

	FreezeAll(Duration outage) {
		this.outage = outage;
	}

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("freeze-all", "D18", "SIGSTOP of every node for " + this.outage.toSeconds() + " s");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		this.seen.clear();
		Poll.pause(Kill.STEADY);
		long before = Heap.usedAfterCollection();
		incident.strike(cluster, cluster.primaries(), () -> cluster.nodes().forEach(cluster::hang));
		try {
			Poll.pause(this.outage.minus(AFTER_LOOK));
			long grown = Heap.usedAfterCollection() - before;
			if (grown > HEAP_GROWTH) {
				this.seen.add("the heap grew by " + (grown >> 20) + " MiB");
			}
			Poll.pause(AFTER_LOOK);
		}
		finally {
			incident.giveBack();
			cluster.resumeAll();
		}
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.recovered()
			.incrementsAddUpButForReplication()
			.withinPatience()
			.brokenCallsEndWithin(Impact.PROMPT)
			.servedWithin(RETURN)
			.and(this.seen)
			.shortfalls();
	}

}
