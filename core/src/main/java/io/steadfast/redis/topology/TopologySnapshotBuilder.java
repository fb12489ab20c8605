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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the nodes and slots of one {@link TopologySnapshot}; used by one thread.
 */
public final class TopologySnapshotBuilder {

	private final Map<String, Node> nodes = new LinkedHashMap<>();

	private final Map<String, BitSet> slots = new LinkedHashMap<>();

	private final BitSet released = new BitSet();

	TopologySnapshotBuilder() {
	}

	/**
	 * Add a node, or replace the one with the same id.
	 * @param node a node with an id
	 * @return this builder
	 */
	public TopologySnapshotBuilder node(Node node) {
		if (!node.isKnown()) {
			throw new IllegalArgumentException("A snapshot holds nodes with an id, not " + node);
		}
		this.nodes.put(node.id(), node);
		return this;
	}

	/**
	 * Give a primary some slots; who is given a slot last owns it.
	 * @param primaryId the id of the primary
	 * @param from the first slot
	 * @param to the last slot, inclusive
	 * @return this builder
	 */
	public TopologySnapshotBuilder slots(String primaryId, int from, int to) {
		this.slots.values().forEach((owned) -> owned.clear(from, to + 1));
		this.slots.computeIfAbsent(primaryId, (id) -> new BitSet(SlotTable.SLOTS)).set(from, to + 1);
		return this;
	}

	/**
	 * Give a primary slots that nobody else of this snapshot owns.
	 */
	TopologySnapshotBuilder slots(String primaryId, BitSet owned) {
		this.slots.computeIfAbsent(primaryId, (id) -> new BitSet(SlotTable.SLOTS)).or(owned);
		return this;
	}

	/**
	 * Mark slots as given up by their former owner, who had a higher config epoch.
	 */
	TopologySnapshotBuilder released(BitSet slots) {
		this.released.or(slots);
		return this;
	}

	List<Node> nodes() {
		return List.copyOf(this.nodes.values());
	}

	Map<String, BitSet> slots() {
		return this.slots;
	}

	BitSet released() {
		return (BitSet) this.released.clone();
	}

	/**
	 * Freeze what was collected.
	 * @param version the place among the snapshots published
	 * @param seenAtNanos the clock's reading when the nodes answered
	 * @return the snapshot
	 */
	public TopologySnapshot build(long version, long seenAtNanos) {
		return new TopologySnapshot(this, version, seenAtNanos);
	}

}
