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

package io.steadfast.redis.test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import io.netty.channel.EventLoopGroup;

/**
 * A cluster of up to some thousand {@link ScriptedRedisNode}s, all primaries, on one
 * thread: GET is answered by the owner of the slot and with MOVED by the others, and
 * slots can be moved. It counts what it is asked and remembers nothing else. Safe for any
 * thread.
 */
public final class ScriptedCrowd implements AutoCloseable {

	private final EventLoopGroup thread = ScriptedListener.newThread();

	private final List<ScriptedRedisNode> nodes;

	/** Index of the node by slot; written by {@link #move}, read by the nodes. */
	private final AtomicIntegerArray owners = new AtomicIntegerArray(SlotHash.SLOT_COUNT);

	private final LongAdder clusterCommands = new LongAdder();

	private final LongAdder redirects = new LongAdder();

	/** Guarded by this. */
	private final long[] epochs;

	/** Guarded by this. */
	private long lastEpoch;

	/** The slots of each node. Guarded by this. */
	private final List<BitSet> slots;

	/** The row of each node in CLUSTER NODES. Guarded by this. */
	private final String[] rows;

	/** What CLUSTER NODES says, empty if it has to be written. Guarded by this. */
	private String topology = "";

	private ScriptedCrowd(int count) {
		this.nodes = IntStream.range(0, count)
			.mapToObj((index) -> new ScriptedRedisNode(Loopback.FIRST, this.thread))
			.toList();
		this.epochs = IntStream.rangeClosed(1, count).asLongStream().toArray();
		this.lastEpoch = count;
		this.slots = this.nodes.stream().map((node) -> new BitSet()).toList();
		for (int slot = 0; slot < SlotHash.SLOT_COUNT; slot++) {
			int owner = (int) ((long) slot * count / SlotHash.SLOT_COUNT);
			this.owners.set(slot, owner);
			this.slots.get(owner).set(slot);
		}
		this.rows = IntStream.range(0, count).mapToObj(this::row).toArray(String[]::new);
		IntStream.range(0, count).forEach(this::script);
	}

	/**
	 * Start nodes on free ports of 127.0.0.1, with as many slots each.
	 * @param nodes how many, 1 to 16384
	 * @return the nodes, listening
	 */
	public static ScriptedCrowd start(int nodes) {
		return new ScriptedCrowd(nodes);
	}

	private void script(int index) {
		ScriptedRedisNode node = this.nodes.get(index);
		String row = node.row("");
		String unmarked = row.substring(0, row.indexOf("master"));
		node.on("CLUSTER NODES", (request) -> {
			this.clusterCommands.increment();
			return ScriptedReply.bulk(topology().replace(unmarked, unmarked + "myself,"));
		});
		node.on("GET", (request) -> get(index, request.argument(0)));
	}

	private ScriptedReply get(int index, String key) {
		int slot = SlotHash.getSlot(key);
		int owner = this.owners.get(slot);
		if (owner == index) {
			return ScriptedReply.bulk("value");
		}
		this.redirects.increment();
		return ScriptedReply.error("MOVED " + slot + " " + this.nodes.get(owner).endpoint());
	}

	/**
	 * Move a slot, as a resharding does: its new owner has a config epoch of its own.
	 * @param slot 0 to 16383
	 * @param index which node owns it from now on, counted from zero
	 */
	public synchronized void move(int slot, int index) {
		int former = this.owners.get(slot);
		this.epochs[index] = ++this.lastEpoch;
		this.slots.get(former).clear(slot);
		this.slots.get(index).set(slot);
		this.rows[former] = row(former);
		this.rows[index] = row(index);
		this.topology = "";
		this.owners.set(slot, index);
	}

	private String row(int index) {
		return this.nodes.get(index).row(this.epochs[index], ranges(this.slots.get(index)));
	}

	/**
	 * Who owns a slot.
	 * @param slot 0 to 16383
	 * @return the node's index
	 */
	public int ownerOf(int slot) {
		return this.owners.get(slot);
	}

	private synchronized String topology() {
		if (this.topology.isEmpty()) {
			this.topology = String.join("\n", this.rows) + "\n";
		}
		return this.topology;
	}

	private static String ranges(BitSet slots) {
		List<String> ranges = new ArrayList<>();
		int first = slots.nextSetBit(0);
		while (first >= 0) {
			int end = slots.nextClearBit(first);
			ranges.add((end - first > 1) ? first + "-" + (end - 1) : Integer.toString(first));
			first = slots.nextSetBit(end);
		}
		return String.join(" ", ranges);
	}

	/**
	 * Where the nodes listen.
	 * @return {@code host:port} of each, in their order
	 */
	public List<String> endpoints() {
		return this.nodes.stream().map(ScriptedRedisNode::endpoint).toList();
	}

	/**
	 * How often CLUSTER NODES was asked of all nodes together.
	 * @return a number that only grows
	 */
	public long clusterCommands() {
		return this.clusterCommands.sum();
	}

	/**
	 * How often all nodes together have answered MOVED.
	 * @return a number that only grows
	 */
	public long redirects() {
		return this.redirects.sum();
	}

	/**
	 * How many connections all nodes together have open.
	 * @return their number now
	 */
	public int connectionsOpen() {
		return this.nodes.stream().mapToInt(ScriptedRedisNode::connectionsOpen).sum();
	}

	@Override
	public void close() {
		this.nodes.forEach(ScriptedRedisNode::close);
		ScriptedListener.end(this.thread);
	}

}
