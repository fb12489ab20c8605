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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Makes replicas primaries, and waits for those that make themselves. Used by one
 * operation at a time per shard.
 */
final class Failovers {

	/** A manual failover that was not granted in five seconds is given up by Redis. */
	private static final Duration REPEAT_AFTER = Duration.ofMillis(5_500);

	private final Members members;

	private final Agreement agreement;

	Failovers(Members members, Agreement agreement) {
		this.members = members;
		this.agreement = agreement;
	}

	/**
	 * Order a failover and wait until all nodes agree on it.
	 * @param replica the primary to be
	 * @param mode nothing for a planned failover, {@code FORCE} or {@code TAKEOVER}
	 */
	void order(RedisNode replica, String... mode) {
		promote(replica, mode);
		awaitAgreementOn(replica);
	}

	/**
	 * Order a failover and wait until the replica calls itself a primary; the others need
	 * not know it yet.
	 * @param replica the primary to be
	 * @param mode as for {@link #order}
	 */
	void promote(RedisNode replica, String... mode) {
		this.members.requireAnswering(replica);
		if (replica.snapshot().myself().isPrimary()) {
			throw new IllegalArgumentException(replica + " is a primary already");
		}
		String[] command = Stream.concat(Stream.of("CLUSTER", "FAILOVER"), Arrays.stream(mode)).toArray(String[]::new);
		AtomicLong repeatAt = new AtomicLong(System.nanoTime());
		Await.until(replica + " to become a primary", this.members.limit(), () -> {
			if (replica.snapshot().myself().isPrimary()) {
				return "";
			}
			if (System.nanoTime() >= repeatAt.get()) {
				replica.execute(command);
				repeatAt.addAndGet(REPEAT_AFTER.toNanos());
			}
			return "it is a replica still; its log ends:\n" + replica.process().logTail(5);
		});
	}

	void awaitAgreementOn(RedisNode replica) {
		this.agreement.awaitSettled("the failover to " + replica);
	}

	/**
	 * Wait until a slot has another primary and all nodes agree on it.
	 * @param slot a slot of the former primary
	 * @param former the former primary
	 * @return the new primary
	 */
	RedisNode awaitPromotion(int slot, RedisNode former) {
		Await.until("a promotion instead of " + former, this.members.limit(),
				() -> (this.members.primaryOf(slot) != former) ? "" : "it still owns slot " + slot);
		this.agreement.awaitSettled("the promotion instead of " + former);
		return this.members.primaryOf(slot);
	}

}
