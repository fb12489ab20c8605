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

package io.steadfast.redis.incident;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

import io.steadfast.redis.incident.Observation.What;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologyListener;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Makes incidents of signs and of differences between topologies, and ends them when it
 * has been quiet.
 * <p>
 * Any thread may call {@link #saw}, which only counts. The scheduler calls {@link #tick}
 * and, as the monitor's listener, {@link #topologyChanged}; all state but the counts is
 * written by those two, under the lock of this object, and others read what they show in
 * {@link Incidents}.
 */
public final class IncidentTracker implements TopologyListener {

	/**
	 * Most incidents that are on at once; what comes beyond is not told apart.
	 */
	public static final int MAX_OPEN = 32;

	/**
	 * How often {@link #tick} wants to be called.
	 */
	public static final Duration TICK = Duration.ofMillis(100);

	static final Duration QUIET = Duration.ofSeconds(3);

	/** Tools move slots one after the other, with pauses. */
	static final Duration QUIET_OF_MOVEMENT = Duration.ofSeconds(6);

	/** A sign may come before the topology tells what it is a sign of. */
	private static final Duration SIGNS_KEPT = Duration.ofSeconds(5);

	private static final int MAX_SIGNS_KEPT = 256;

	private static final Duration PROMPT_FOR = Duration.ofSeconds(30);

	/** Every client sees a resharding, which may take hours, one shard after another. */
	private static final Duration PROMPT_FOR_MOVEMENT = Duration.ofSeconds(10);

	private static final Duration PROMPT_PACE = Duration.ofSeconds(1);

	private static final Duration SLOW_PACE = Duration.ofSeconds(5);

	private static final Duration JOINED_OF_LATE = Duration.ofMinutes(5);

	private static final int MAX_JOINED = 128;

	private final Incidents incidents;

	private final LongSupplier nanoTime;

	private final Clock wallClock;

	private final Executor callbacks;

	private final Runnable refresh;

	private final Observations observations = new Observations();

	/** Guarded by this, as is everything below. */
	private final List<OpenIncident> open = new ArrayList<>();

	/** Signs that belong to no incident yet. */
	private final List<Observation> unexplained = new ArrayList<>();

	/** When nodes joined, by their ids. */
	private final Map<String, Long> joined = new LinkedHashMap<>();

	private final ShardNumbers numbers = new ShardNumbers();

	private final SummaryLog log = new SummaryLog();

	private KnownTopology topology = KnownTopology.of(TopologySnapshot.empty(), 0);

	private long count;

	/** For good. */
	private boolean closed;

	private long refreshAskedAt;

	/** When no slots were on the move for the last time. */
	private long stillSince;

	/**
	 * Create a tracker that knows of no topology yet.
	 * @param incidents where it shows what it knows
	 * @param nanoTime the clock of durations
	 * @param wallClock the clock of dates
	 * @param callbacks runs listeners
	 * @param refresh asks for a refresh of the topology; called about once a second while
	 * something is on, and less often when it lasts
	 */
	public IncidentTracker(Incidents incidents, LongSupplier nanoTime, Clock wallClock, Executor callbacks,
			Runnable refresh) {
		this.incidents = incidents;
		this.nanoTime = nanoTime;
		this.wallClock = wallClock;
		this.callbacks = callbacks;
		this.refresh = refresh;
		this.count = incidents.recent().stream().mapToLong(Incident::number).max().orElse(0);
		this.refreshAskedAt = nanoTime.getAsLong();
		this.stillSince = this.refreshAskedAt;
	}

	/**
	 * Count a sign. Any thread; does not wait.
	 * @param sign what was seen
	 * @param at the node that answered, or did not
	 * @param towards the node that a redirect named, else the same
	 */
	public void saw(Sign sign, Endpoint at, Endpoint towards) {
		this.observations.add(new What(sign, at, towards), this.nanoTime.getAsLong());
	}

	@Override
	public synchronized void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		long now = this.nanoTime.getAsLong();
		explain(now);
		KnownTopology former = this.topology;
		this.topology = KnownTopology.of(after, now);
		if (before.version() == 0) {
			this.incidents.number(this.numbers.update(after));
			return;
		}
		this.joined.values().removeIf((at) -> now - at > JOINED_OF_LATE.toNanos());
		diff.added().stream().limit(MAX_JOINED - this.joined.size()).forEach((node) -> this.joined.put(node.id(), now));
		this.open.stream()
			.filter((incident) -> !former.serves(incident) && this.topology.serves(incident))
			.forEach((incident) -> incident.touch(now));
		List<Finding> findings = Inference.between(before, after, diff, this.joined::containsKey);
		List<Integer> knownNumbers = findings.stream().map(this::keepNumber).toList();
		this.incidents.number(this.numbers.update(after));
		for (int i = 0; i < findings.size(); i++) {
			found(findings.get(i), knownNumbers.get(i), now);
		}
		explain(now);
		show();
	}

	/**
	 * The number of a shard, before it may have left; what takes the place of its primary
	 * takes the number as well.
	 * @return 0 if the shard is new
	 */
	private int keepNumber(Finding finding) {
		int number = this.numbers.of(List.of(finding.subject()));
		if (finding.kind().isMovement()) {
			return number;
		}
		int inherited = (number > 0) ? number : this.numbers.of(finding.ids());
		if (inherited > 0) {
			this.numbers.inherit(finding.to().id(), inherited);
		}
		return inherited;
	}

	private void found(Finding finding, int knownNumber, long now) {
		int shard = (knownNumber > 0) ? knownNumber : this.numbers.of(List.of(finding.subject()));
		OpenIncident known = this.open.stream().filter((incident) -> incident.isAlso(finding)).findFirst().orElse(null);
		if (known == null) {
			begin(finding, shard, now);
			return;
		}
		if (finding.kind() == IncidentKind.SCALE_OUT && !known.subject().equals(finding.subject())) {
			known.becomeAboutNewShard(finding, shard);
		}
		known.add(finding, now);
	}

	/**
	 * Slots that are on their way to or from the node of a sign may have been told by the
	 * topology already.
	 */
	private boolean isKnown(Finding hint) {
		return hint.kind().isMovement() && this.open.stream()
			.anyMatch((incident) -> incident.kind().isMovement() && incident.concernsAny(hint.ids()));
	}

	private void begin(Finding finding, int shard, long now) {
		if (this.open.size() >= MAX_OPEN || this.closed) {
			return;
		}
		OpenIncident begun = new OpenIncident(++this.count, finding, shard, now, this.wallClock.instant());
		this.open.add(begun);
		tell(IncidentListener::incidentBegan, begun.toIncident(false));
	}

	/**
	 * Look at what was seen since the last call, end what is over, and ask for a refresh
	 * where something is on.
	 */
	public synchronized void tick() {
		long now = this.nanoTime.getAsLong();
		explain(now);
		if (this.open.stream().noneMatch((incident) -> incident.kind().isMovement())) {
			this.stillSince = now;
		}
		if (this.open.isEmpty()) {
			return;
		}
		endQuiet(now);
		show();
		askForRefresh(now);
	}

	/** Give each sign to the incident that it belongs to, or begin one with it. */
	private void explain(long now) {
		this.unexplained.addAll(this.observations.take());
		this.unexplained.sort(Comparator.comparingLong(Observation::first));
		for (Iterator<Observation> signs = this.unexplained.iterator(); signs.hasNext();) {
			Observation seen = signs.next();
			this.topology.hintsOf(seen).filter((hint) -> !isKnown(hint)).forEach((hint) -> found(hint, 0, seen.last()));
			OpenIncident closest = this.open.stream()
				.filter((incident) -> incident.closeness(seen) > 0)
				.max(Comparator.comparingInt((incident) -> incident.closeness(seen)))
				.orElse(null);
			boolean bygone = this.topology.isBygone(seen);
			if (closest != null && !bygone) {
				closest.add(seen);
			}
			if (closest != null || bygone || now - seen.last() > SIGNS_KEPT.toNanos()) {
				signs.remove();
			}
		}
		int tooMany = this.unexplained.size() - MAX_SIGNS_KEPT;
		if (tooMany > 0) {
			this.unexplained.subList(0, tooMany).clear();
		}
	}

	private void endQuiet(long now) {
		for (Iterator<OpenIncident> all = this.open.iterator(); all.hasNext();) {
			OpenIncident incident = all.next();
			Duration quiet = incident.kind().isMovement() ? QUIET_OF_MOVEMENT : QUIET;
			if (incident.quietNanos(now) >= quiet.toNanos() && this.topology.serves(incident)) {
				all.remove();
				end(incident, now);
			}
		}
	}

	private void end(OpenIncident incident, long now) {
		Incident ended = incident.toIncident(true);
		this.incidents.remember(ended);
		this.log.log(ended, now);
		tell(IncidentListener::incidentEnded, ended);
	}

	/**
	 * End what is on and begin nothing any more: nobody would see how it goes on.
	 */
	public synchronized void close() {
		this.closed = true;
		long now = this.nanoTime.getAsLong();
		explain(now);
		this.open.forEach((incident) -> end(incident, now));
		this.open.clear();
		show();
	}

	/** Often at first; what lasts is left to a slower pace (I7). */
	private void askForRefresh(long now) {
		boolean justBegunToMove = now - this.stillSince < PROMPT_FOR_MOVEMENT.toNanos();
		boolean fresh = this.open.stream()
			.anyMatch((incident) -> incident.kind().isMovement() ? justBegunToMove
					: incident.ageNanos(now) < PROMPT_FOR.toNanos());
		Duration pace = fresh ? PROMPT_PACE : SLOW_PACE;
		if (!this.open.isEmpty() && now - this.refreshAskedAt >= pace.toNanos()) {
			this.refreshAskedAt = now;
			this.refresh.run();
		}
	}

	private void show() {
		this.incidents.show(this.open.stream().map((incident) -> incident.toIncident(false)).toList());
	}

	private void tell(BiConsumer<IncidentListener, Incident> call, Incident incident) {
		this.callbacks.execute(() -> this.incidents.tell(call, incident));
	}

}
