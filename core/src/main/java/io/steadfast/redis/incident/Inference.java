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

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologyDiff.NodeChange;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Infers from two topologies what happened in between. A pure function of its arguments.
 */
final class Inference {

	private final TopologySnapshot before;

	private final TopologySnapshot after;

	private final Predicate<String> joinedOfLate;

	private final List<Finding> findings = new ArrayList<>();

	private Inference(TopologySnapshot before, TopologySnapshot after, Predicate<String> joinedOfLate) {
		this.before = before;
		this.after = after;
		this.joinedOfLate = joinedOfLate;
	}

	/**
	 * Compare two topologies.
	 * @param before the older one
	 * @param after the newer one
	 * @param diff the difference
	 * @param joinedOfLate tells of the id of a node whether it has been known for less
	 * than some minutes
	 * @return what happened, to one shard each; those within a shard first
	 */
	static List<Finding> between(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff,
			Predicate<String> joinedOfLate) {
		Inference inference = new Inference(before, after, joinedOfLate);
		inference.moves();
		Stream.concat(diff.replaced().stream(), diff.relocated().stream()).forEach(inference::changed);
		diff.removed().forEach(inference::left);
		after.shards().forEach(inference::failing);
		return inference.findings.stream()
			.sorted((one, other) -> Boolean.compare(one.kind().isMovement(), other.kind().isMovement()))
			.toList();
	}

	private void moves() {
		Map<Move, BitSet> moves = new LinkedHashMap<>();
		int next;
		for (int slot = 0; slot < SlotTable.SLOTS; slot = next) {
			next = this.before.endOfRun(slot, this.after);
			if (this.before.covers(slot)) {
				Node from = this.before.shardOf(slot).primary();
				String to = this.after.covers(slot) ? this.after.shardOf(slot).primary().id() : "";
				if (!from.id().equals(to)) {
					moves.computeIfAbsent(new Move(from.id(), to), (key) -> new BitSet()).set(slot, next);
				}
			}
		}
		moves.forEach(this::moved);
	}

	private void moved(Move move, BitSet slots) {
		Node from = this.before.nodeWithId(move.from());
		List<Node> shard = shardOf(this.before, from.id()).nodes();
		if (move.to().isEmpty()) {
			this.findings.add(Finding.about(IncidentKind.OUTAGE, from, shard));
			return;
		}
		Node to = this.after.nodeWithId(move.to());
		IncidentKind kind = kindOf(from, to, slots);
		Node subject = (kind == IncidentKind.SCALE_OUT) ? to : from;
		List<Node> concerned = kind.isMovement() ? List.of(from, to)
				: Stream.concat(shard.stream(), shardOf(this.after, to.id()).nodes().stream()).toList();
		this.findings.add(new Finding(kind, subject.id(), concerned, slots, from, to));
	}

	private IncidentKind kindOf(Node from, Node to, BitSet slots) {
		if (this.before.knowsId(to.id()) && this.before.nodeWithId(to.id()).primaryId().equals(from.id())) {
			return IncidentKind.FAILOVER;
		}
		if (this.before.ownsSlots(to.id())) {
			return this.after.ownsSlots(from.id()) ? IncidentKind.RESHARDING : IncidentKind.SCALE_IN;
		}
		if (this.after.knowsId(from.id()) && this.after.nodeWithId(from.id()).primaryId().equals(to.id())) {
			return IncidentKind.FAILOVER;
		}
		boolean inherits = slots.equals(this.before.slotsOf(from.id())) && slots.equals(this.after.slotsOf(to.id()));
		return (inherits && !this.after.knowsId(from.id())) ? IncidentKind.REPLACEMENT : IncidentKind.SCALE_OUT;
	}

	/**
	 * Another process behind a kept endpoint, or the same one at another.
	 */
	private void changed(NodeChange change) {
		Shard shard = shardOf(this.after, change.after().id());
		this.findings.add(Finding.about(IncidentKind.REPLACEMENT, shard.primary(),
				Stream.concat(Stream.of(change.before()), shard.nodes().stream()).toList()));
	}

	/**
	 * A node that left a shard which another one has joined of late was replaced by it.
	 */
	private void left(Node gone) {
		Shard former = shardOf(this.before, gone.id());
		Set<Node> heirs = Set.copyOf(former.nodes());
		heirs.stream()
			.filter((node) -> !node.id().equals(gone.id()) && this.after.knowsId(node.id()))
			.map((node) -> shardOf(this.after, node.id()))
			.filter((shard) -> shard.nodes().stream().anyMatch((node) -> this.joinedOfLate.test(node.id())))
			.limit(1)
			.forEach((shard) -> this.findings.add(Finding.about(IncidentKind.REPLACEMENT, shard.primary(),
					Stream.concat(former.nodes().stream(), shard.nodes().stream()).toList())));
	}

	private void failing(Shard shard) {
		Node primary = shard.primary();
		boolean wasFailing = this.before.knowsId(primary.id()) && this.before.nodeWithId(primary.id()).failing();
		if (primary.failing() && !wasFailing && this.after.ownsSlots(primary.id())) {
			this.findings.add(Finding.about(IncidentKind.OUTAGE, primary, shard.nodes()));
		}
	}

	/**
	 * The shard of a node; of a replica whose primary is not known, that node alone.
	 */
	static Shard shardOf(TopologySnapshot snapshot, String nodeId) {
		return snapshot.shards()
			.stream()
			.filter((shard) -> shard.nodes().stream().anyMatch((node) -> node.id().equals(nodeId)))
			.findFirst()
			.orElseGet(() -> new Shard(snapshot.nodeWithId(nodeId).asPrimary(), List.of()));
	}

	/**
	 * From which node to which, by their ids; to nobody if the latter is empty.
	 */
	private record Move(String from, String to) {
	}

}
