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

	static final int MOST = 100;

	private static final Duration BETWEEN_MOVES = Duration.ofSeconds(3);

	/** Guarded by this, as is what follows. */
	private final Deque<TimelineEntry> entries = new ArrayDeque<>();

	private long count;

	/** Slots that moved and of which nothing was told yet. */
	private int slotsMoved;

	private Instant movesTold = Instant.EPOCH;

	/**
	 * The entries after one.
	 * @param number the number of that one, 0 for all
	 * @return oldest first, at most {@value #MOST}
	 */
	synchronized List<TimelineEntry> after(long number) {
		return this.entries.stream().filter((entry) -> entry.number() > number).toList();
	}

	synchronized void add(Kind kind, Tone tone, String text, @Nullable Integer story) {
		this.entries.addLast(new TimelineEntry(++this.count, Instant.now(), kind, tone, text, story));
		if (this.entries.size() > MOST) {
			this.entries.removeFirst();
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

	/** Tools move slots in hundreds of steps, each of which is a topology of its own. */
	private synchronized void topology(TopologyDiff diff) {
		boolean onlyMoves = Stream
			.of(diff.added(), diff.removed(), diff.replaced(), diff.relocated(), diff.roleChanges())
			.allMatch(List::isEmpty);
		if (!onlyMoves) {
			add(Kind.TOPOLOGY, Tone.CALM, diff.summary(), null);
			return;
		}
		this.slotsMoved += diff.movedSlots();
		Instant now = Instant.now();
		if (Duration.between(this.movesTold, now).compareTo(BETWEEN_MOVES) >= 0) {
			add(Kind.TOPOLOGY, Tone.CALM, this.slotsMoved + " slots have another owner", null);
			this.slotsMoved = 0;
			this.movesTold = now;
		}
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
			add(Kind.BREAKER, Tone.CALM, "Commands go to " + change.node() + " again", null);
		}
	}

	void health(String before, String now) {
		add(Kind.HEALTH, now.equals("UP") ? Tone.CALM : Tone.WATCH, "Health was " + before + " and is " + now, null);
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
