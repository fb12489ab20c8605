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

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.SlotRanges;
import io.steadfast.redis.topology.Node;

/**
 * An incident that is on. Used by the tracker under its lock.
 */
final class OpenIncident {

	private static final int MAX_TRANSFERS = 32;

	private static final int MAX_NODES = 64;

	private static final int RANGES_NAMED = 8;

	private final long number;

	private final long noticed;

	private final Instant noticedAt;

	private long first;

	private long last;

	private IncidentKind kind;

	private String subject;

	private int shard;

	private final Set<String> ids = new HashSet<>();

	private final Set<Endpoint> endpoints = new HashSet<>();

	private final Map<Pair, BitSet> transfers = new LinkedHashMap<>();

	private long redirects;

	private long retries;

	private long ambiguous;

	private long surfaced;

	private int slotsMoved;

	OpenIncident(long number, Finding finding, int shard, long now, Instant wallClock) {
		this.number = number;
		this.noticed = now;
		this.noticedAt = wallClock;
		this.first = now;
		this.last = now;
		this.kind = finding.kind();
		this.subject = finding.subject();
		this.shard = shard;
		add(finding, now);
	}

	/**
	 * Take in what the topology says.
	 */
	void add(Finding finding, long now) {
		touch(now);
		this.kind = this.kind.and(finding.kind());
		if (this.ids.size() < MAX_NODES) {
			this.ids.addAll(finding.ids());
			this.endpoints.addAll(finding.endpoints());
		}
		if (!finding.slots().isEmpty()) {
			this.slotsMoved += finding.slots().cardinality();
			Pair pair = new Pair(finding.from().endpoint(), finding.to().endpoint());
			if (this.transfers.size() < MAX_TRANSFERS || this.transfers.containsKey(pair)) {
				this.transfers.computeIfAbsent(pair, (key) -> new BitSet()).or(finding.slots());
			}
		}
	}

	/**
	 * The slots go to a shard that is new: it is that shard's incident.
	 */
	void becomeAboutNewShard(Finding finding, int number) {
		this.subject = finding.subject();
		this.shard = number;
	}

	/**
	 * Count what commands met.
	 */
	void add(Observation seen) {
		this.first = Math.min(this.first, seen.first());
		touch(seen.last());
		Sign sign = seen.sign();
		this.redirects += sign.isRedirect() ? seen.count() : 0;
		this.retries += sign.isRetry() ? seen.count() : 0;
		this.surfaced += sign.isSurfaced() ? seen.count() : 0;
		this.ambiguous += (sign == Sign.SURFACED_AMBIGUOUS) ? seen.count() : 0;
	}

	void touch(long now) {
		this.last = Math.max(this.last, now);
	}

	/**
	 * Whether a finding is about this incident.
	 */
	boolean isAlso(Finding finding) {
		if (this.kind.isMovement() != finding.kind().isMovement()) {
			return false;
		}
		if (!finding.kind().isMovement()) {
			return concernsAny(finding.ids());
		}
		boolean sameShard = this.subject.equals(finding.subject());
		boolean intoNewShard = this.kind == IncidentKind.SCALE_OUT && this.subject.equals(finding.to().id());
		boolean seenBeforeTheMove = finding.kind() == IncidentKind.SCALE_OUT && this.slotsMoved == 0
				&& this.subject.equals(finding.from().id());
		return sameShard || intoNewShard || seenBeforeTheMove;
	}

	/**
	 * How closely a sign belongs to this incident.
	 * @return 0 if not at all
	 */
	int closeness(Observation seen) {
		boolean at = this.endpoints.contains(seen.what().at());
		boolean towards = this.endpoints.contains(seen.what().towards());
		boolean fits = seen.sign().isOfMigration() == this.kind.isMovement();
		return ((at && towards) ? 4 : 0) + ((at || towards) ? 2 : 0) + ((at || towards) && fits ? 1 : 0);
	}

	boolean concerns(Node node) {
		return this.ids.contains(node.id());
	}

	boolean concernsAny(Set<String> nodes) {
		return nodes.stream().anyMatch(this.ids::contains);
	}

	IncidentKind kind() {
		return this.kind;
	}

	String subject() {
		return this.subject;
	}

	long quietNanos(long now) {
		return now - this.last;
	}

	long ageNanos(long now) {
		return now - this.first;
	}

	Incident toIncident(boolean over) {
		List<SlotTransfer> moved = new ArrayList<>();
		this.transfers.forEach((pair, slots) -> moved
			.add(new SlotTransfer(slots.cardinality(), SlotRanges.of(slots, RANGES_NAMED), pair.from(), pair.to())));
		Instant startedAt = this.noticedAt.minusNanos(this.noticed - this.first);
		return new Incident(this.number, this.kind, this.shard, startedAt, Duration.ofNanos(this.last - this.first),
				this.redirects, this.retries, this.ambiguous, this.surfaced, this.slotsMoved, moved, over);
	}

	/**
	 * From where slots move, and to where.
	 */
	private record Pair(Endpoint from, Endpoint to) {
	}

}
