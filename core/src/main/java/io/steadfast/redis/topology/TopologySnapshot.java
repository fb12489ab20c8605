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

import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One immutable view of the topology: the nodes, the shards, and which shard owns which
 * slot. Safe to share between threads.
 */
public final class TopologySnapshot {

	/**
	 * A node may still be listed at the endpoint of the one that replaced it: the latter
	 * is up, and leads.
	 */
	private static final Comparator<Node> LAST_AT_ITS_ENDPOINT = Comparator.comparing((Node node) -> !node.failing())
		.thenComparing((node) -> node.role() == NodeRole.PRIMARY)
		.thenComparingLong(Node::configEpoch);

	private static final TopologySnapshot EMPTY = builder().build(0, 0);

	private final long version;

	private final long seenAtNanos;

	private final List<Node> nodes;

	private final List<Shard> shards;

	private final Map<String, Node> nodesById = new HashMap<>();

	private final Map<Endpoint, Node> nodesByEndpoint = new HashMap<>();

	private final Map<String, Shard> shardsByNodeId = new HashMap<>();

	private final OwnedSlots owned;

	private final BitSet released;

	TopologySnapshot(TopologySnapshotBuilder builder, long version, long seenAtNanos) {
		this.version = version;
		this.seenAtNanos = seenAtNanos;
		this.nodes = List.copyOf(builder.nodes());
		this.released = builder.released();
		for (Node node : this.nodes) {
			this.nodesById.put(node.id(), node);
			node.aliases().forEach((alias) -> this.nodesByEndpoint.putIfAbsent(alias, node));
		}
		this.nodes.stream()
			.sorted(LAST_AT_ITS_ENDPOINT)
			.forEach((node) -> this.nodesByEndpoint.put(node.endpoint(), node));
		this.shards = Shard.among(this.nodes);
		this.shards.forEach((shard) -> shard.nodes().forEach((node) -> this.shardsByNodeId.put(node.id(), shard)));
		Map<SlotOwner, BitSet> slots = new LinkedHashMap<>();
		builder.slots().forEach((primaryId, owned) -> slots.put(SlotOwner.confirmed(shardOfNode(primaryId)), owned));
		this.owned = new OwnedSlots(slots);
	}

	/**
	 * The topology before anything is known.
	 * @return version 0, without nodes
	 */
	public static TopologySnapshot empty() {
		return EMPTY;
	}

	/**
	 * Begin a snapshot.
	 * @return a builder without nodes
	 */
	public static TopologySnapshotBuilder builder() {
		return new TopologySnapshotBuilder();
	}

	/**
	 * All nodes, replicas included.
	 * @return the nodes in the order in which they were added
	 */
	public List<Node> nodes() {
		return this.nodes;
	}

	/**
	 * All shards, those without slots included.
	 * @return one shard for each primary
	 */
	public List<Shard> shards() {
		return this.shards;
	}

	/**
	 * Whether somebody owns the slot.
	 * @param slot 0 to 16383
	 * @return false if the slot has no owner
	 */
	public boolean covers(int slot) {
		return !ownerOf(slot).isNone();
	}

	/**
	 * The shard that owns the slot.
	 * @param slot 0 to 16383
	 * @return the shard
	 * @throws IllegalStateException if nobody owns it, see {@link #covers(int)}
	 */
	public Shard shardOf(int slot) {
		if (!covers(slot)) {
			throw new IllegalStateException("Nobody owns slot " + slot + "; ask covers(slot) first");
		}
		return ownerOf(slot).shard();
	}

	SlotOwner ownerOf(int slot) {
		return this.owned.ownerOf(slot);
	}

	/**
	 * Up to where the slots have the owners of the given one, here and there.
	 * @param slot 0 to 16383
	 * @param other another snapshot
	 * @return the first slot that may have others, 16384 after the last
	 */
	public int endOfRun(int slot, TopologySnapshot other) {
		return this.owned.endOfRun(slot, other.owned);
	}

	/**
	 * Let runs end where the owner changes.
	 */
	void cut(SlotRuns others) {
		this.owned.cut(others);
	}

	/**
	 * The slots that a node owns.
	 * @param nodeId the id of a node
	 * @return a copy, empty for replicas and nodes not known
	 */
	public BitSet slotsOf(String nodeId) {
		return this.owned.slotsOf(nodeId);
	}

	/**
	 * Whether a node owns a slot.
	 * @param nodeId the id of a node
	 * @return false for replicas and nodes not known
	 */
	public boolean ownsSlots(String nodeId) {
		return this.owned.isOwner(nodeId);
	}

	/**
	 * How many slots have an owner.
	 * @return 0 to 16384
	 */
	public int coveredSlots() {
		return this.owned.count();
	}

	/**
	 * Whether a node answers at the endpoint.
	 * @param endpoint a host and port, also of an alias
	 * @return false if no node of this snapshot does
	 */
	public boolean knows(Endpoint endpoint) {
		return this.nodesByEndpoint.containsKey(endpoint);
	}

	/**
	 * The node that answers at the endpoint.
	 * @param endpoint a host and port, also of an alias
	 * @return the node, or {@link Node#unknown(Endpoint)} if {@link #knows(Endpoint)} is
	 * false
	 */
	public Node nodeAt(Endpoint endpoint) {
		Node node = this.nodesByEndpoint.get(endpoint);
		return (node != null) ? node : Node.unknown(endpoint);
	}

	/**
	 * Whether a node has the id.
	 * @param nodeId the cluster's name of a node
	 * @return false if no node of this snapshot has it
	 */
	public boolean knowsId(String nodeId) {
		return this.nodesById.containsKey(nodeId);
	}

	/**
	 * The node with the id.
	 * @param nodeId the cluster's name of a node
	 * @return the node
	 * @throws IllegalArgumentException if {@link #knowsId(String)} is false
	 */
	public Node nodeWithId(String nodeId) {
		Node node = this.nodesById.get(nodeId);
		if (node == null) {
			throw new IllegalArgumentException("No node has the id " + nodeId);
		}
		return node;
	}

	/**
	 * The shard that a MOVED to the endpoint speaks of: its node leads, even where this
	 * snapshot still knows it as a replica or not at all.
	 * @param endpoint the target of the MOVED
	 * @return a shard whose primary answers at the endpoint
	 */
	public Shard shardLedBy(Endpoint endpoint) {
		return shardLedBy(nodeAt(endpoint));
	}

	private Shard shardLedBy(Node node) {
		Shard shard = this.shardsByNodeId.get(node.id());
		if (shard == null) {
			return new Shard(node.asPrimary(), List.of());
		}
		if (shard.primary().equals(node)) {
			return shard;
		}
		List<Node> others = shard.nodes().stream().filter((other) -> !other.equals(node)).toList();
		return new Shard(node.asPrimary(), others);
	}

	private Shard shardOfNode(String nodeId) {
		Shard shard = this.shardsByNodeId.get(nodeId);
		if (shard == null || !shard.primary().id().equals(nodeId)) {
			throw new IllegalArgumentException("Slots can only be owned by a primary, not by " + nodeId);
		}
		return shard;
	}

	/**
	 * What this snapshot knows about a shard that a MOVED named, unless that is older.
	 */
	Shard freshest(Shard patched) {
		Node leader = patched.primary();
		Shard seen = shardLedBy(knowsId(leader.id()) ? nodeWithId(leader.id()) : nodeAt(leader.endpoint()));
		return (seen.primary().configEpoch() >= leader.configEpoch()) ? seen : patched;
	}

	/**
	 * Whether a former owner with a higher config epoch gave the slot up by its own word,
	 * so that an owner with a lower one is to be believed.
	 */
	boolean isReleased(int slot) {
		return this.released.get(slot);
	}

	/**
	 * The place of this snapshot among those published; each is one higher than the last.
	 * @return 0 for {@link #empty()}
	 */
	public long version() {
		return this.version;
	}

	/**
	 * How long ago the nodes said so.
	 * @param nowNanos the reading of the clock that the monitor uses
	 * @return the age of this view
	 */
	public Duration age(long nowNanos) {
		return Duration.ofNanos(nowNanos - this.seenAtNanos);
	}

	/**
	 * Whether both say the same about nodes and slots, whatever their version and time.
	 * @param other another snapshot
	 * @return true if nothing but version and time differs
	 */
	public boolean hasSameContentAs(TopologySnapshot other) {
		return this.nodes.equals(other.nodes) && this.shards.equals(other.shards) && this.owned.isSameAs(other.owned);
	}

	@Override
	public String toString() {
		return "version " + this.version + ": " + this.shards.size() + " shards, " + this.nodes.size() + " nodes, "
				+ coveredSlots() + " slots covered";
	}

}
