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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.steadfast.redis.sample.traffic.Observation;
import io.steadfast.redis.sample.traffic.Traffic;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kills, hangs, failovers, migrations and restarts in random order, with a few seconds of
 * peace after each.
 */
final class Chaos implements Drill {

	private static final Logger logger = LoggerFactory.getLogger(Chaos.class);

	/** After which no error is expected any more. */
	private static final Duration PEACE = Duration.ofSeconds(2);

	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final long HEAP_GROWTH = 32L << 20;

	private static final int MORE_THREADS = 6;

	private final Traffic traffic;

	private final Duration duration;

	private final long seed;

	/** What was seen the last time; written by the thread that plays. */
	private final List<String> seen = new ArrayList<>();

	Chaos(Traffic traffic, DrillProperties properties) {
		this.traffic = traffic;
		this.duration = properties.chaos();
		this.seed = (properties.seed() != 0) ? properties.seed() : System.nanoTime();
	}

	@Override
	public DrillCard card() {
		return DrillCard.unplanned("chaos", "-",
				"faults in random order for " + this.duration.toSeconds() + " s, seed " + this.seed);
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		this.seen.clear();
		incident.willBeLong();
		Random random = new Random(this.seed);
		Map<Blow, Integer> blows = new TreeMap<>();
		strike(cluster, Blow.FAILOVER, random);
		long heap = Heap.usedAfterCollection();
		int threads = Thread.activeCount();
		long end = System.nanoTime() + this.duration.toNanos();
		while (System.nanoTime() < end) {
			Blow blow = Blow.values()[random.nextInt(Blow.values().length)];
			strike(cluster, blow, random);
			blows.merge(blow, 1, Integer::sum);
		}
		long grown = Heap.usedAfterCollection() - heap;
		int more = Thread.activeCount() - threads;
		logger.info("Chaos with seed {}: {}; heap {} KiB more, threads {} more", this.seed, blows, grown >> 10, more);
		expect(grown <= HEAP_GROWTH, "the heap grew by " + (grown >> 20) + " MiB");
		expect(more <= MORE_THREADS, more + " threads more than before");
	}

	private void strike(RedisCluster cluster, Blow blow, Random random) {
		List<RedisNode> primaries = cluster.primaries();
		RedisNode primary = primaries.get(random.nextInt(primaries.size()));
		logger.info("Chaos: {} at {}", blow, primary);
		blow.fall(cluster, primary, random);
		cluster.awaitHealthy();
		Poll.pause(PEACE);
		try (Observation observation = this.traffic.observe()) {
			Poll.pause(LOOK);
			expect(observation.surfaced() == 0,
					observation.surfaced() + " errors in peace after " + blow + ": " + observation.failures());
		}
	}

	private void expect(boolean holds, String shortfall) {
		if (!holds) {
			this.seen.add(shortfall);
		}
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.recovered()
			.incrementsAddUpButForReplication()
			.withinPatience()
			.noMoreSocketsThanBefore()
			.and(this.seen)
			.shortfalls();
	}

	/** Something that happens. */
	private enum Blow {

		KILL {
			@Override
			void fall(RedisCluster cluster, RedisNode primary, Random random) {
				int slot = Slots.ownedBy(primary).nextSetBit(0);
				cluster.kill(primary);
				cluster.awaitPromotion(slot, primary);
				cluster.restart(primary);
			}
		},

		HANG {
			@Override
			void fall(RedisCluster cluster, RedisNode primary, Random random) {
				int slot = Slots.ownedBy(primary).nextSetBit(0);
				cluster.hang(primary);
				try {
					cluster.awaitPromotion(slot, primary);
				}
				finally {
					cluster.resume(primary);
				}
			}
		},

		FAILOVER {
			@Override
			void fall(RedisCluster cluster, RedisNode primary, Random random) {
				cluster.failover(cluster.replicasOf(primary).get(0));
			}
		},

		FORCED_FAILOVER {
			@Override
			void fall(RedisCluster cluster, RedisNode primary, Random random) {
				cluster.forceFailover(cluster.replicasOf(primary).get(0));
			}
		},

		MIGRATION {
			@Override
			void fall(RedisCluster cluster, RedisNode primary, Random random) {
				List<RedisNode> others = cluster.primaries().stream().filter((node) -> node != primary).toList();
				IntStream slots = Slots.ownedBy(primary).stream().skip(random.nextInt(1_000)).limit(200);
				cluster.migrateSlots(primary, others.get(random.nextInt(others.size())), slots);
			}
		},

		RESTART {
			@Override
			void fall(RedisCluster cluster, RedisNode primary, Random random) {
				RedisNode replica = cluster.replicasOf(primary).get(0);
				cluster.stop(replica);
				cluster.restart(replica);
			}
		};

		abstract void fall(RedisCluster cluster, RedisNode primary, Random random);

	}

}
