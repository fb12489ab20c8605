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

package io.steadfast.redis.topology;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes one snapshot of what several nodes said. A pure function: views are believed by
 * config epoch and by how many agree, never by who answered first.
 */
public final class TopologyMerge {

	private final TopologySnapshot current;

	private final List<TopologyView> views;

	private final SlotVote vote;

	private final Map<String, NodeSightings> sightings = new TreeMap<>();

	private TopologyMerge(TopologySnapshot current, List<TopologyView> views, LeftOutSlots leftOut) {
		this.current = current;
		this.views = views;
		for (TopologyView view : views) {
			view.rows()
				.forEach((row) -> this.sightings.computeIfAbsent(row.node().id(), (id) -> new NodeSightings(row))
					.add(row));
		}
		this.vote = new SlotVote(current, views, leftOut);
	}

	/**
	 * Merge views into the next snapshot.
	 * @param current the snapshot published last
	 * @param views the answers of this refresh
	 * @param leftOut what the refreshes before this one left out
	 * @param seenAtNanos the clock's reading when the nodes answered
	 * @return the next snapshot and how it came about
	 */
	public static Result merge(TopologySnapshot current, List<TopologyView> views, LeftOutSlots leftOut,
			long seenAtNanos) {
		ViewSelection selection = ViewSelection.of(current, views);
		if (selection.accepted().isEmpty()) {
			return new Result(current, views.size() > 1, selection.rejected(), false, leftOut);
		}
		TopologyMerge merge = new TopologyMerge(current, selection.accepted(), leftOut);
		TopologySnapshot merged = merge.snapshot(seenAtNanos);
		boolean disagreed = !selection.rejected().isEmpty() || merge.viewsDisagree();
		return new Result(merged, disagreed, selection.rejected(), true, leftOut.then(merge.vote.leftOutSlots()));
	}

	private boolean viewsDisagree() {
		return this.views.stream().map(TopologyView::slotsById).distinct().count() > 1;
	}

	private TopologySnapshot snapshot(long seenAtNanos) {
		Map<String, BitSet> slotsByOwner = new TreeMap<>();
		int end;
		for (int slot = 0; slot < SlotTable.SLOTS; slot = end) {
			end = this.vote.endOfRun(slot);
			if (this.vote.hasOwner(slot)) {
				slotsByOwner.computeIfAbsent(leaderOf(this.vote.ownerOf(slot)), (id) -> new BitSet()).set(slot, end);
			}
		}
		TopologySnapshotBuilder builder = TopologySnapshot.builder();
		slotsByOwner.keySet().forEach((id) -> builder.node(describe(id).asPrimary()));
		this.sightings.values()
			.stream()
			.filter((seen) -> !slotsByOwner.containsKey(seen.id()) && seen.isMember(this.views.size()))
			.forEach((seen) -> builder.node(describe(seen.id())));
		slotsByOwner.forEach(builder::slots);
		builder.released(this.vote.releasedSlots());
		return builder.build(this.current.version() + 1, seenAtNanos);
	}

	/**
	 * A slot's owner that a newer row calls a replica has handed its slots to its
	 * primary.
	 */
	private String leaderOf(String ownerId) {
		NodeSightings seen = this.sightings.get(ownerId);
		String primaryId = (seen != null) ? seen.latest().node().primaryId() : "";
		NodeSightings leader = this.sightings.get(primaryId);
		return (leader != null && leader.latest().node().role() == NodeRole.PRIMARY) ? primaryId : ownerId;
	}

	private Node describe(String id) {
		NodeSightings seen = this.sightings.get(id);
		if (seen == null) {
			return this.current.nodeWithId(id);
		}
		long knownEpoch = this.current.knowsId(id) ? this.current.nodeWithId(id).configEpoch() : Node.UNKNOWN_EPOCH;
		return seen.describe(knownEpoch);
	}

	/**
	 * A view that took no part in the vote.
	 *
	 * @param asked where the node was asked
	 * @param reason what is wrong with its view
	 */
	public record RejectedView(Endpoint asked, String reason) {
	}

	/**
	 * What came of a merge.
	 *
	 * @param snapshot the next snapshot, or the current one if no view was believed
	 * @param disagreed whether it is worth asking more nodes
	 * @param rejected the views that took no part
	 * @param believed whether at least one view took part
	 * @param leftOut what the next merge has to know about this one
	 */
	public record Result(TopologySnapshot snapshot, boolean disagreed, List<RejectedView> rejected, boolean believed,
			LeftOutSlots leftOut) {

		public Result {
			rejected = List.copyOf(rejected);
		}

	}

}
