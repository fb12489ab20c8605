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

package io.steadfast.redis.routing;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that are connected to, for commands and for reads at replicas. Any thread may
 * call it.
 */
final class NodePools {

	private static final Logger logger = LoggerFactory.getLogger(NodePools.class);

	/** Nodes by endpoint; changed by the map's own atomic operations only. */
	private final ConcurrentHashMap<Endpoint, NodePool> readWrite = new ConcurrentHashMap<>();

	/** As {@link #readWrite}, for reads at replicas. */
	private final ConcurrentHashMap<Endpoint, NodePool> readOnly = new ConcurrentHashMap<>();

	/** As {@link #readWrite}, for who waits on an event loop. */
	private final ConcurrentHashMap<Endpoint, NodePool> beside = new ConcurrentHashMap<>();

	private ConcurrentHashMap<Endpoint, NodePool> of(Access access) {
		return switch (access) {
			case READ_WRITE -> this.readWrite;
			case READ_ONLY -> this.readOnly;
			case BESIDE -> this.beside;
		};
	}

	private Stream<ConcurrentHashMap<Endpoint, NodePool>> all() {
		return Stream.of(this.readWrite, this.readOnly, this.beside);
	}

	@Nullable NodePool find(Endpoint endpoint, Access access) {
		return of(access).get(endpoint);
	}

	NodePool findOrAdd(Endpoint endpoint, Access access, Supplier<NodePool> added) {
		return of(access).computeIfAbsent(endpoint, (key) -> added.get());
	}

	boolean contains(Endpoint endpoint) {
		return all().anyMatch((pools) -> pools.containsKey(endpoint));
	}

	boolean isOpen(Endpoint endpoint, Access access) {
		NodePool pool = find(endpoint, access);
		return pool != null && pool.isOpen();
	}

	/**
	 * Whether somebody waits, or has waited, on an event loop.
	 */
	boolean hasBeside() {
		return !this.beside.isEmpty();
	}

	/**
	 * Whether a read that has a choice should go to a replica.
	 * @param replica the endpoint of a replica
	 * @return {@code true} also if nothing is known of it
	 */
	boolean isFitForReads(Endpoint replica) {
		NodePool pool = find(replica, Access.READ_ONLY);
		return pool == null || pool.isFitForReads();
	}

	/**
	 * How soon a node answers reads.
	 * @param node a node of the topology
	 * @return nanoseconds; 0 if it was not asked yet
	 */
	long latencyNanos(Node node) {
		NodePool pool = find(node.endpoint(), (node.role() == NodeRole.REPLICA) ? Access.READ_ONLY : Access.READ_WRITE);
		return (pool != null) ? pool.latencyNanos() : 0;
	}

	/**
	 * Drain the connections of all nodes that are not wanted any more.
	 * @param wanted tells of an endpoint whether it is
	 * @param access which connections
	 */
	void retain(Predicate<Endpoint> wanted, Access access) {
		of(access).forEach((endpoint, pool) -> {
			if (!wanted.test(endpoint) && of(access).remove(endpoint, pool)) {
				logger.debug("Draining the connections to {}, which the topology does not need", endpoint);
				pool.stripes().retire();
			}
		});
	}

	/**
	 * Forget the nodes that nobody knows and nobody is connected to.
	 * @param known tells of an endpoint whether it belongs to the cluster
	 */
	void forget(Predicate<Endpoint> known) {
		for (Access access : Access.values()) {
			retain((endpoint) -> known.test(endpoint) || isInUse(endpoint, access), access);
		}
	}

	private boolean isInUse(Endpoint endpoint, Access access) {
		NodePool pool = find(endpoint, access);
		return pool != null && pool.isInUse();
	}

	/**
	 * Replace every connection to a node; what is in flight may finish.
	 * @param endpoint the endpoint of the node
	 */
	void reconnect(Endpoint endpoint) {
		poolsOf(endpoint).forEach(NodePool::reconnect);
	}

	private Stream<NodePool> poolsOf(Endpoint endpoint) {
		return all().map((pools) -> pools.get(endpoint)).filter(Objects::nonNull);
	}

	/**
	 * Visit the connections to a node.
	 * @param endpoint the endpoint of the node
	 * @param action called for each
	 */
	void forEachOf(Endpoint endpoint, Consumer<NodeConnection> action) {
		poolsOf(endpoint).forEach((pool) -> pool.stripes().forEach(action));
	}

	/**
	 * Where nodes are connected to.
	 */
	Stream<Endpoint> endpoints() {
		return all().flatMap((pools) -> pools.keySet().stream()).distinct();
	}

	void forEachPool(Consumer<NodePool> action) {
		all().forEach((pools) -> pools.values().forEach(action));
	}

	/**
	 * Visit the connections that exist.
	 * @param action called for each
	 */
	void forEach(Consumer<NodeConnection> action) {
		forEachPool((pool) -> pool.stripes().forEach(action));
	}

}
