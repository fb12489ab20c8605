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

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * What a sign means while a topology is known. Immutable.
 *
 * @param snapshot the topology
 * @param owners the ids of the primaries that own slots
 * @param since when it became known, by the clock's nanoseconds
 */
record KnownTopology(TopologySnapshot snapshot, Set<String> owners, long since) {

	static KnownTopology of(TopologySnapshot snapshot, long since) {
		return new KnownTopology(snapshot,
				snapshot.shards()
					.stream()
					.map((shard) -> shard.primary().id())
					.filter((id) -> snapshot.ownsSlots(id))
					.collect(Collectors.toUnmodifiableSet()),
				since);
	}

	/**
	 * What a sign says by itself, before the topology does.
	 * @return a finding, or none
	 */
	Stream<Finding> hintsOf(Observation seen) {
		Node node = this.snapshot.nodeAt(seen.what().at());
		if (!this.owners.contains(node.id())) {
			return Stream.empty();
		}
		return switch (seen.sign()) {
			case UNREACHABLE, REPEATED_NOT_SERVED -> Stream.of(inside(IncidentKind.OUTAGE, node));
			case STALLED -> Stream.of(inside(IncidentKind.HANG, node));
			case ASKED, REPEATED_IN_MIGRATION -> Stream.of(migration(node, seen));
			case MOVED, REPEATED, SURFACED, SURFACED_AMBIGUOUS, DISCONNECTED -> Stream.empty();
		};
	}

	private Finding inside(IncidentKind kind, Node primary) {
		return Finding.about(kind, primary, Inference.shardOf(this.snapshot, primary.id()).nodes());
	}

	private Finding migration(Node from, Observation seen) {
		return Finding.about(IncidentKind.RESHARDING, from, List.of(from, this.snapshot.nodeAt(seen.what().towards())));
	}

	/**
	 * Whether a connection ended to a node that nothing depends on any more, such as a
	 * failed primary after the failover.
	 */
	boolean isBygone(Observation seen) {
		return seen.sign().isOfConnection() && seen.first() > this.since
				&& !this.owners.contains(this.snapshot.nodeAt(seen.what().at()).id());
	}

	/**
	 * Whether the slots of the shard that an incident is about have a primary that is up.
	 * A shard of which no node owns any is served by others when all slots are.
	 */
	boolean serves(OpenIncident incident) {
		if (incident.kind().isMovement()) {
			return true;
		}
		boolean owned = this.snapshot.coveredSlots() == SlotTable.SLOTS || incident.concernsAny(this.owners);
		return owned && this.snapshot.nodes()
			.stream()
			.noneMatch((node) -> incident.concerns(node) && node.failing() && node.role() == NodeRole.PRIMARY
					&& this.owners.contains(node.id()));
	}

}
