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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.steadfast.redis.socket.NodeAddresses;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the connections whose node is announced by a name that leads elsewhere by now,
 * and replaces them before the process at the old address goes away. Any thread may call
 * it.
 */
final class AddressWatch {

	private static final Logger logger = LoggerFactory.getLogger(AddressWatch.class);

	private final NodeConnections connections;

	private final NodeAddresses addresses;

	/** Has threads on which a look-up may block. */
	private final Executor executor;

	/** Whoever sets it looks, and clears it afterwards. */
	private final AtomicBoolean looking = new AtomicBoolean();

	/** Set by the first look that fails as no name does: each refresh has one. */
	private final AtomicBoolean failed = new AtomicBoolean();

	/**
	 * Names that the nodes announce and that nobody here knows. Written by whoever looks,
	 * read by any thread.
	 */
	private final Set<Endpoint> unresolved = ConcurrentHashMap.newKeySet();

	AddressWatch(NodeConnections connections, NodeAddresses addresses, Executor executor) {
		this.connections = connections;
		this.addresses = addresses;
		this.executor = executor;
	}

	/**
	 * Look the names of all nodes up, unless that is being done; does not block.
	 * @param nodes those of the topology; redirects may have named others
	 */
	void look(List<Node> nodes) {
		List<Endpoint> named = Stream.concat(nodes.stream().map(Node::endpoint), this.connections.pools().endpoints())
			.distinct()
			.filter((endpoint) -> NodeAddresses.isName(endpoint.host()))
			.toList();
		this.unresolved.retainAll(named);
		if (named.isEmpty() || !this.looking.compareAndSet(false, true)) {
			return;
		}
		try {
			CompletableFuture
				.supplyAsync(
						() -> CompletableFuture.allOf(named.stream().map(this::look).toArray(CompletableFuture[]::new)),
						this.executor)
				.thenCompose((all) -> all)
				.whenComplete(this::ended);
		}
		catch (RejectedExecutionException ex) {
			this.looking.set(false);
		}
	}

	private void ended(@Nullable Void done, @Nullable Throwable failure) {
		if (failure != null && this.failed.compareAndSet(false, true)) {
			logger.warn("The names of nodes were not looked up, so that one that leads elsewhere shows only when the"
					+ " old address is gone. This is told once", failure);
		}
		this.looking.set(false);
	}

	private CompletableFuture<Void> look(Endpoint endpoint) {
		return this.addresses.lookUp(endpoint.host(), endpoint.port()).handle((current, failure) -> {
			if (failure != null) {
				if (this.unresolved.add(endpoint)) {
					logger.warn("The nodes announce {}, but that name does not resolve here ({})", endpoint,
							String.valueOf(failure));
				}
			}
			else {
				this.unresolved.remove(endpoint);
				this.connections.pools().forEachOf(endpoint, (connection) -> compare(connection, current));
			}
			return null;
		});
	}

	/**
	 * The nodes whose names were not found when they were last looked up.
	 */
	List<Endpoint> unresolved() {
		return List.copyOf(this.unresolved);
	}

	private void compare(NodeConnection connection, Set<InetAddress> current) {
		if (!current.isEmpty() && connection.phase() == ConnectionState.OPEN
				&& connection.health().remoteAddress() instanceof InetSocketAddress remote
				&& !current.contains(remote.getAddress())) {
			replaceIfItIsThere(connection);
		}
	}

	/**
	 * Ask at the new address first: a name may be ahead of the process. If another node
	 * answers there it is for the topology to say when that one takes over.
	 */
	private void replaceIfItIsThere(NodeConnection connection) {
		NodeConnection scout = this.connections.exclusiveTo(connection.endpoint(), Access.READ_WRITE);
		scout.opened().thenCompose(Link::nodeId).whenComplete((id, failure) -> {
			if (failure == null && id.equals(connection.nodeId())) {
				logger.info("{} leads to another address now; connecting to it", connection.endpoint());
				this.connections.replace(connection);
			}
			scout.close(new ConnectionLostException("the node was looked for at its new address"));
		});
	}

}
