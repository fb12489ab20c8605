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
 * A primary stops answering without closing its sockets, and goes on later.
 */
final class Hang implements Drill {

	/** The product's default, and the period of the sweep that looks for it. */
	private static final Duration OVERDUE = Duration.ofMillis(1020);

	private final DrillCard card;

	private final Duration afterPromotion;

	private Hang(DrillCard card, Duration afterPromotion) {
		this.card = card;
		this.afterPromotion = afterPromotion;
	}

	static Hang untilPromotion() {
		return new Hang(DrillCard.unplanned("hang", "D16", "SIGSTOP of a primary until its replica is promoted"),
				Duration.ZERO);
	}

	static Hang forHalfAMinute() {
		return new Hang(DrillCard.unplanned("long-hang", "D17", "SIGSTOP of a primary for half a minute"),
				Duration.ofSeconds(25));
	}

	@Override
	public DrillCard card() {
		return this.card;
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode primary = cluster.primaryFor(OperationMix.HOT);
		RedisNode replica = cluster.replicasOf(primary).get(0);
		Poll.pause(Kill.AS_LONG_AS_THE_FAULT);
		incident.strike(cluster, List.of(primary), () -> cluster.hang(primary));
		incident.isSilent(OVERDUE);
		try {
			incident.heirIs(replica);
			cluster.awaitPromotion(SlotHash.getSlot(OperationMix.HOT), primary);
			Poll.pause(this.afterPromotion);
		}
		finally {
			cluster.resume(primary);
		}
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result).onlyTheBrokenShardPaidFor(Expectations.AT_ONCE).shortfalls();
	}

}
