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
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.sample.traffic.Call;
import io.steadfast.redis.sample.traffic.LostIncrement;
import io.steadfast.redis.sample.traffic.Recording;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;

/**
 * What a fault breaks, and when: told by the drill that is the fault. Used by the thread
 * that plays it.
 */
final class Incident {

	static final int SLOTS = 16384;

	/** An answer that the victim had given may still be on its way to its caller. */
	private static final Duration ON_ITS_WAY = Duration.ofMillis(250);

	private static final Duration STEADY_LIMIT = Duration.ofSeconds(2);

	private final List<String> counters;

	private final Recording recording;

	private final BitSet broken = new BitSet(SLOTS);

	/** What the victim's replica knew of the counters when it took over. */
	private final Map<String, Long> inherited = new HashMap<>();

	private List<RedisNode> others = List.of();

	private boolean endsWhenWhole;

	private long struckAt;

	private long acknowledgesUntil;

	private long returnedAt;

	private List<Span> notOverdue = List.of();

	/**
	 * An incident in which nothing has happened yet.
	 * @param counters keys of the account of increments
	 * @param recording keeps the calls
	 */
	Incident(List<String> counters, Recording recording) {
		this.counters = List.copyOf(counters);
		this.recording = recording;
	}

	/**
	 * The fault happens.
	 * @param cluster the cluster
	 * @param victims the primaries whose slots it breaks
	 * @param fault does it
	 */
	void strike(RedisCluster cluster, List<RedisNode> victims, Runnable fault) {
		this.others = cluster.primaries().stream().filter((node) -> !victims.contains(node)).toList();
		victims.forEach((victim) -> this.broken.or(Slots.ownedBy(victim)));
		this.struckAt = System.nanoTime();
		fault.run();
		this.acknowledgesUntil = System.nanoTime() + ON_ITS_WAY.toNanos();
	}

	/**
	 * The victim lives on, and may acknowledge what will be lost until now.
	 */
	void victimIsDeposed() {
		this.acknowledgesUntil = System.nanoTime() + ON_ITS_WAY.toNanos();
	}

	/**
	 * The victim is silent, and until its replies are overdue it may just be slow.
	 * @param overdue the silence after which its callers count as waiting
	 */
	void isSilent(Duration overdue) {
		this.notOverdue = List.of(new Span(this.struckAt, this.struckAt + overdue.toNanos()));
	}

	/** It will take too long to keep every call. */
	void willBeLong() {
		this.recording.close();
	}

	/** Service is possible again when every node says that it serves. */
	void endsWhenWhole() {
		this.endsWhenWhole = true;
	}

	/** What was taken away is given back now, and service is possible again. */
	void giveBack() {
		this.returnedAt = System.nanoTime();
	}

	/**
	 * Note what a replica has of its dead or silent primary, before it takes over: what
	 * the primary had acknowledged beyond that is lost, and by nobody but Redis.
	 * @param replica the replica
	 */
	void heirIs(RedisNode replica) {
		AtomicReference<String> offset = new AtomicReference<>("");
		Poll.until(STEADY_LIMIT, () -> {
			Poll.pause(Duration.ofMillis(80));
			String now = ClusterWatch.field(replica, "master_repl_offset", "INFO", "replication");
			return now.equals(offset.getAndSet(now));
		});
		replica.execute("READONLY");
		this.counters.stream().filter(this::isBroken).forEach((counter) -> {
			String value = replica.execute("GET", counter);
			this.inherited.put(counter, value.equals("(nil)") ? 0 : Long.parseLong(value));
		});
	}

	private boolean isBroken(String key) {
		return this.broken.get(SlotHash.getSlot(key));
	}

	/**
	 * The increments whose loss this fault does not explain: of another shard,
	 * acknowledged when the victim was no primary any more, or known to the heir.
	 * @param lost increments that the server took back
	 * @return those of them that must not have been lost
	 */
	List<LostIncrement> unexplained(List<LostIncrement> lost) {
		return lost.stream()
			.filter((increment) -> hasStruck())
			.filter((increment) -> !isBroken(increment.key()) || increment.acknowledgedAt() > this.acknowledgesUntil
					|| increment.value() <= this.inherited.getOrDefault(increment.key(), 0L))
			.toList();
	}

	boolean hasStruck() {
		return this.struckAt != 0;
	}

	/**
	 * Measure what it did.
	 * @param calls every call from some seconds before it until after it
	 * @param watch what the nodes said meanwhile
	 * @return the numbers, {@link Impact#NONE} if nothing happened
	 */
	Impact impact(List<Call> calls, ClusterWatch watch) {
		if (!hasStruck()) {
			return Impact.NONE;
		}
		Span during = new Span(this.struckAt, possibleSince(watch));
		return Impact.of(calls, this.broken::get, during, watch.refused(this.others), this.notOverdue);
	}

	private long possibleSince(ClusterWatch watch) {
		if (this.returnedAt != 0) {
			return this.returnedAt;
		}
		Optional<Long> promoted = this.endsWhenWhole ? Optional.empty() : watch.promotedSince(this.struckAt);
		return promoted.or(() -> watch.wholeSince(this.struckAt)).orElse(this.struckAt);
	}

}
