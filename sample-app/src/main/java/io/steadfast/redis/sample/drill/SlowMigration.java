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
import io.steadfast.redis.test.SlotMigration;

/**
 * The hot slot goes round all primaries, key by key, while commands with several of its
 * keys come in.
 */
final class SlowMigration implements Drill {

	private static final Duration BETWEEN_KEYS = Duration.ofMillis(60);

	/** Longer than any wait for the last key, so that nobody waits through two rounds. */
	private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(1_500);

	private static final int SLOT = SlotHash.getSlot(OperationMix.HOT);

	@Override
	public DrillCard card() {
		return DrillCard.planned("slow-migration", "D09", "the hot slot goes round all primaries, key by key")
			.byCommandsAlone();
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		RedisNode first = cluster.primaryOf(SLOT);
		cluster.primaries().stream().filter((node) -> node != first).forEach((node) -> migrate(cluster, node));
		migrate(cluster, first);
	}

	private static void migrate(RedisCluster cluster, RedisNode target) {
		SlotMigration migration = cluster.beginMigration(SLOT, target);
		while (migration.moveKeys(1) > 0) {
			Poll.pause(BETWEEN_KEYS);
		}
		migration.finish();
		Poll.pause(BETWEEN_ROUNDS);
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.nothingSurfaced()
			.recovered()
			.incrementsAddUp()
			.tryAgainAndAskWereMet()
			.shortfalls();
	}

}
