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

package io.steadfast.redis.sample.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.sample.drill.DrillEvent;
import io.steadfast.redis.sample.page.TimelineEntry.Kind;
import io.steadfast.redis.sample.page.TimelineEntry.Tone;
import io.steadfast.redis.topology.TopologyDiff;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The last events of the cluster and of the drills, whether or not somebody watches: they
 * are few. Safe for any thread.
 */
@Component
class Timeline {

	/** Ten minutes of chaos make some three hundred. */
	static final int MOST = 1000;

	private static final Duration BETWEEN_MOVES = Duration.ofSeconds(3);

	private static final Duration QUIET = Duration.ofSeconds(1);

	private static final String UP = "UP";

	private static final String UNKNOWN = "";

	private final InstantSource clock;

	/** Guarded by this, as is what follows. */
	private final Deque<TimelineEntry> entries = new ArrayDeque<>();

	private long count;

	/** Slots that moved and of which nothing was told yet. */
	private int slotsMoved;

	private Instant firstMove = Instant.EPOCH;

	private Instant lastMove = Instant.EPOCH;

	private String health = UNKNOWN;

	private Instant forgottenUntil = Instant.EPOCH;

	Timeline() {
		this(InstantSource.system());
	}

	Timeline(InstantSource clock) {
		this.clock = clock;
	}

	/**
	 * The entries after one.
	 * @param number the number of that one, 0 for all
	 * @return oldest first, at most {@value #MOST}
	 */
	synchronized List<TimelineEntry> after(long number) {
		if (!this.clock.instant().isBefore(this.lastMove.plus(QUIET))) {
			tellMoves();
		}
		return this.entries.stream().filter((entry) -> entry.number() > number).toList();
	}

	/**
	 * The time of the last entry that was forgotten.
	 * @return the epoch if none was
	 */
	synchronized Instant forgottenUntil() {
		return this.forgottenUntil;
	}

	/** What moved before is told before. */
	synchronized void add(Kind kind, Tone tone, String text, @Nullable Integer story) {
		tellMoves();
		append(this.clock.instant(), kind, tone, text, story);
	}

	private void append(Instant at, Kind kind, Tone tone, String text, @Nullable Integer story) {
		this.entries.addLast(new TimelineEntry(++this.count, at, kind, tone, text, story));
		if (this.entries.size() > MOST) {
			this.forgottenUntil = this.entries.removeFirst().at();
		}
	}

	@EventListener
	void cluster(RedisClusterEvent event) {
		if (event instanceof RedisClusterEvent.TopologyChanged changed) {
			topology(changed.diff());
		}
		else if (event instanceof RedisClusterEvent.IncidentBegan began) {
			add(Kind.INCIDENT, Tone.WATCH, "Something happens to shard " + began.incident().shard(), null);
		}
		else if (event instanceof RedisClusterEvent.IncidentEnded ended) {
			add(Kind.INCIDENT, toneOf(ended.incident()), ended.incident().summary(), null);
		}
		else if (event instanceof RedisClusterEvent.BreakerChanged breaker) {
			breaker(breaker);
		}
	}

	/**
	 * Tools move slots in hundreds of steps, each of which is a topology of its own: told
	 * are their sums, every few seconds and when it has been quiet for a while.
	 */
	private synchronized void topology(TopologyDiff diff) {
		boolean onlyMoves = Stream
			.of(diff.added(), diff.removed(), diff.replaced(), diff.relocated(), diff.roleChanges())
			.allMatch(List::isEmpty);
		if (!onlyMoves) {
			add(Kind.TOPOLOGY, Tone.CALM, diff.summary(), null);
			return;
		}
		Instant now = this.clock.instant();
		if (this.slotsMoved == 0) {
			this.firstMove = now;
		}
		this.slotsMoved += diff.movedSlots();
		this.lastMove = now;
		if (!now.isBefore(this.firstMove.plus(BETWEEN_MOVES))) {
			tellMoves();
		}
	}

	/** At the time of the last of them, since it may be long until somebody reads it. */
	private void tellMoves() {
		if (this.slotsMoved == 0) {
			return;
		}
		String have = (this.slotsMoved == 1) ? " slot has" : " slots have";
		append(this.lastMove, Kind.TOPOLOGY, Tone.CALM, this.slotsMoved + have + " another owner", null);
		this.slotsMoved = 0;
	}

	private static Tone toneOf(Incident incident) {
		return (incident.surfaced() > 0) ? Tone.BAD : Tone.CALM;
	}

	/** Of a node that stays away only the first opening is told, not each probe of it. */
	private void breaker(RedisClusterEvent.BreakerChanged change) {
		if (change.to() == State.OPEN && change.from() == State.CLOSED) {
			add(Kind.BREAKER, Tone.WATCH, "Commands are kept from " + change.node(), null);
		}
		else if (change.to() == State.CLOSED) {
			add(Kind.BREAKER, Tone.CALM, "Commands are kept from " + change.node() + " no more", null);
		}
	}

	/**
	 * What health tells at this moment. It is compared with what it told last, be that
	 * before everybody went.
	 * @param now its status
	 */
	synchronized void health(String now) {
		String before = this.health;
		this.health = now;
		if (now.equals(before) || (before.equals(UNKNOWN) && now.equals(UP))) {
			return;
		}
		String text = before.equals(UNKNOWN) ? "Health is " + now : "Health was " + before + " and is " + now;
		add(Kind.HEALTH, now.equals(UP) ? Tone.CALM : Tone.WATCH, text, null);
	}

	@EventListener
	void drill(DrillEvent event) {
		String name = "Drill " + event.drill().name();
		if (event instanceof DrillEvent.Began) {
			add(Kind.DRILL, Tone.WATCH, name + " begins: " + event.drill().fault(), null);
		}
		else if (event instanceof DrillEvent.Ended ended) {
			long surfaced = ended.report().result().surfaced();
			String verdict = ended.report().shortfalls().isEmpty() ? "as expected" : "not as expected";
			add(Kind.DRILL, (surfaced > 0) ? Tone.BAD : Tone.CALM,
					name + " is over, " + verdict + ": " + surfaced + " errors surfaced", ended.number());
		}
		else if (event instanceof DrillEvent.Aborted aborted) {
			add(Kind.DRILL, Tone.BAD, name + " was given up: " + aborted.reason(), null);
		}
	}

}
