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

package io.steadfast.redis.connection;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A caller that a server makes wait goes with the slot, wherever it is led to (D02, D07).
 */
class BlockedCallersIT {

	private static final String KEY = "queue";

	private static RedisCluster cluster;

	private static ClusteredApplication application;

	private static StringRedisTemplate template;

	@BeforeAll
	static void start() {
		application = ClusteredApplication.start();
		cluster = application.cluster();
		template = application.template();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void theOneAtADemotedPrimaryIsServedByItsSuccessor() {
		RedisNode primary = cluster.primaryFor(KEY);
		BlockedCaller caller = BlockedCaller.at(primary, template, KEY);

		RedisNode successor = cluster.replicasOf(primary).get(0);
		cluster.failover(successor);

		caller.assertServedBy(successor);
		// Valkey 9 names the successor
		assertThat(primary.execute("INFO", "errorstats")).containsAnyOf("errorstat_UNBLOCKED", "errorstat_MOVED");
	}

	@Test
	void theOneAtASlotThatMovesIsServedByItsNewOwner() {
		RedisNode primary = cluster.primaryFor(KEY);
		BlockedCaller caller = BlockedCaller.at(primary, template, KEY);

		RedisNode owner = cluster.primaries()
			.stream()
			.filter((node) -> !node.equals(primary))
			.findFirst()
			.orElseThrow();
		cluster.migrateSlot(SlotHash.getSlot(KEY), owner);

		caller.assertServedBy(owner);
	}

}
