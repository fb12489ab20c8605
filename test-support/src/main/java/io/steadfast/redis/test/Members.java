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

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.lettuce.core.RedisException;

/**
 * The nodes that belong to the cluster, and what they say of one another. Safe for any
 * thread.
 */
final class Members {

	private final List<RedisNode> nodes = new CopyOnWriteArrayList<>();

	/** Ids of those that were removed; only ever added to. */
	private final Set<String> left = ConcurrentHashMap.newKeySet();

	private final Duration limit;

	/** Set for good when the cluster is closed. */
	private volatile boolean closed;

	/**
	 * Create an empty list.
	 * @param nodeTimeout the cluster's {@code cluster-node-timeout}
	 */
	Members(Duration nodeTimeout) {
		// An election may have to wait for two node timeouts between two votes.
		this.limit = Duration.ofSeconds(20).plus(nodeTimeout.multipliedBy(4));
	}

	/**
	 * How long an operation may wait for the cluster.
	 * @return a generous time
	 */
	Duration limit() {
		return this.limit;
	}

	List<RedisNode> all() {
		return List.copyOf(this.nodes);
	}

	List<RedisNode> answering() {
		return this.nodes.stream().filter(RedisNode::answers).toList();
	}

	List<RedisNode> answeringBut(RedisNode excluded) {
		return this.nodes.stream().filter((node) -> node != excluded && node.answers()).toList();
	}

	void add(RedisNode node) {
		this.nodes.add(node);
	}

	void remove(RedisNode node) {
		this.nodes.remove(node);
		this.left.add(node.id());
	}

	/**
	 * Let a new node take the place of an old one in the list.
	 * @param old the leaving node
	 * @param replacement the new node, in the list already
	 */
	void replace(RedisNode old, RedisNode replacement) {
		this.nodes.remove(replacement);
		this.nodes.set(this.nodes.indexOf(old), replacement);
		this.left.add(old.id());
	}

	boolean haveLost(String id) {
		return this.left.contains(id);
	}

	/** From now on no operation begins. */
	void close() {
		this.closed = true;
	}

	void requireOpen() {
		if (this.closed) {
			throw new IllegalStateException("The cluster is closed");
		}
	}

	void require(RedisNode node) {
		requireOpen();
		if (!this.nodes.contains(node)) {
			throw new IllegalArgumentException(node + " does not belong to this cluster (any more)");
		}
	}

	/**
	 * Ask before something is done that needs the node's own answer.
	 * @param node a member
	 * @throws IllegalStateException if it cannot answer; says what mends that
	 */
	void requireAnswering(RedisNode node) {
		requireRunning(node);
		if (!node.answers()) {
			throw new IllegalStateException(node + " is suspended; resume it first");
		}
	}

	void requireRunning(RedisNode node) {
		require(node);
		if (!node.isAlive()) {
			throw new IllegalStateException(node + " is not running; restart it first");
		}
	}

	void requirePrimary(RedisNode node) {
		requireAnswering(node);
		if (!node.snapshot().myself().isPrimary()) {
			throw new IllegalArgumentException(node + " is not a primary");
		}
	}

	/**
	 * The views of all nodes that answer.
	 * @return a view by node
	 */
	Map<RedisNode, ClusterSnapshot> views() {
		Map<RedisNode, ClusterSnapshot> views = new LinkedHashMap<>();
		for (RedisNode node : answering()) {
			ask(node).ifPresent((view) -> views.put(node, view));
		}
		if (views.isEmpty()) {
			throw new IllegalStateException("No node of the cluster answers");
		}
		return views;
	}

	/**
	 * The owner of a slot by the claim with the highest config epoch.
	 * @param slot the slot
	 * @return its primary, which need not be alive
	 */
	RedisNode primaryOf(int slot) {
		if (slot < 0 || slot >= SlotRange.SLOTS) {
			throw new IllegalArgumentException("slot is " + slot + ", but slots are 0 to " + (SlotRange.SLOTS - 1));
		}
		requireOpen();
		return views().values()
			.stream()
			.flatMap((view) -> view.ownerOf(slot).stream())
			.max(Comparator.comparingLong(NodeRow::epoch))
			.flatMap((row) -> byId(row.id()))
			.orElseThrow(() -> new IllegalStateException("Slot " + slot + " has no owner"));
	}

	/**
	 * The nodes that answer and whose own row fulfils a condition.
	 * @param condition asked of each node's own row
	 * @return nodes in order of creation
	 */
	List<RedisNode> where(Predicate<NodeRow> condition) {
		return answering().stream()
			.filter((node) -> ask(node).filter((view) -> condition.test(view.myself())).isPresent())
			.toList();
	}

	private static Optional<ClusterSnapshot> ask(RedisNode node) {
		try {
			return Optional.of(node.snapshot());
		}
		catch (RedisException ex) {
			if (node.answers()) {
				throw ex;
			}
			// Killed or suspended between two looks.
			return Optional.empty();
		}
	}

	List<RedisNode> primaries() {
		return where(NodeRow::isPrimary);
	}

	List<RedisNode> replicasOf(RedisNode primary) {
		return where((row) -> row.isReplicaOf(primary.id()));
	}

	/**
	 * The primary that a node follows by its own word.
	 * @param node a node that answers
	 * @return the primary, the node itself if it is one
	 */
	RedisNode primaryBehind(RedisNode node) {
		NodeRow row = node.snapshot().myself();
		if (row.isPrimary()) {
			return node;
		}
		return byId(row.primaryId())
			.orElseThrow(() -> new IllegalStateException(node + " follows " + row.primaryId() + ", which is unknown"));
	}

	Optional<RedisNode> byId(String id) {
		return this.nodes.stream().filter((node) -> node.id().equals(id)).findFirst();
	}

}
