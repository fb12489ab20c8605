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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place to get a connection to a node from. Any thread may call it; nothing
 * blocks; no method returns {@code null}, after {@link #close()} it hands out connections
 * that refuse.
 */
final class NodeConnections {

	private static final Logger logger = LoggerFactory.getLogger(NodeConnections.class);

	private final LinkFactory links;

	private final NodeBreakers breakers;

	private final Timer timer;

	private final Backoff connectPauses;

	private final int waitingLimit;

	private final ConnectionOptions options;

	private final NodePools pools = new NodePools();

	private final DrainingConnections draining;

	private volatile boolean closed;

	/**
	 * Called, on an event loop or the scheduler, after a connection could not be made or
	 * was lost.
	 */
	private volatile BiConsumer<Endpoint, ConnectionEnd> lossListener = (endpoint, how) -> {
	};

	/** Called, on an event loop, after a lasting connection was made. */
	private volatile Runnable openListener = () -> {
	};

	NodeConnections(LinkFactory links, NodeBreakers breakers, Timer timer, Backoff connectPauses, int waitingLimit,
			ConnectionOptions options) {
		this.links = links;
		this.breakers = breakers;
		this.timer = timer;
		this.connectPauses = connectPauses;
		this.waitingLimit = waitingLimit;
		this.options = options;
		this.draining = new DrainingConnections(timer, options.drainTimeout());
	}

	void onLoss(BiConsumer<Endpoint, ConnectionEnd> listener) {
		this.lossListener = listener;
	}

	void onOpen(Runnable listener) {
		this.openListener = listener;
	}

	/**
	 * The connection to a node.
	 * @param endpoint its endpoint
	 * @param access what the connection is to be used for
	 * @param stripe which of its connections, any non-negative number
	 * @return a connection that is connecting or open
	 */
	NodeConnection connectionTo(Endpoint endpoint, Access access, int stripe) {
		return pool(endpoint, access).stripes().connection(stripe);
	}

	/**
	 * Put a fresh connection in the place of one that proved stale; only one of many
	 * callers does.
	 * @param stale the connection that answered for a node that is not there any more
	 * @return the connection to use instead
	 */
	NodeConnection replace(NodeConnection stale) {
		return pool(stale.endpoint(), stale.access()).stripes().replace(stale);
	}

	/**
	 * Put a fresh connection in the place of one that works; commands keep their order.
	 * @param working the connection, which may finish its work
	 */
	void renew(NodeConnection working) {
		pool(working.endpoint(), working.access()).stripes().renew(working);
	}

	/**
	 * A node as it is connected to.
	 * @param endpoint its endpoint
	 * @param access what the connections are to be used for
	 * @return its stripes and its breaker
	 */
	NodePool pool(Endpoint endpoint, Access access) {
		NodePool existing = this.pools.find(endpoint, access);
		if (existing != null) {
			return existing;
		}
		NodePool created = this.pools.findOrAdd(endpoint, access, () -> newPool(endpoint, access));
		if (this.closed) {
			created.stripes().retire();
		}
		return created;
	}

	private NodePool newPool(Endpoint endpoint, Access access) {
		return new NodePool(endpoint, access, this.options.perNode(), this.waitingLimit,
				() -> this.breakers.of(endpoint), this.timer, this.connectPauses, this::connectToStay, this::drain);
	}

	/**
	 * The nodes that are connected to.
	 */
	NodePools pools() {
		return this.pools;
	}

	/**
	 * Whether a living connection for commands to a node exists.
	 * @param endpoint the endpoint of the node
	 * @return whether one of its connections is open
	 */
	boolean isOpen(Endpoint endpoint) {
		return this.pools.isOpen(endpoint, Access.READ_WRITE);
	}

	/**
	 * Drain the connections of all nodes that are not wanted any more.
	 * @param primary tells of an endpoint whether commands are sent there
	 * @param replica tells of an endpoint whether a replica answers there
	 */
	void retain(Predicate<Endpoint> primary, Predicate<Endpoint> replica) {
		this.pools.retain(primary, Access.READ_WRITE);
		this.pools.retain(primary, Access.BESIDE);
		this.pools.retain(replica, Access.READ_ONLY);
		this.breakers.retain(this.pools::contains);
	}

	/**
	 * Forget the nodes that the topology does not have and nobody is connected to: an
	 * attempt to reach one made it known.
	 * @param known tells of an endpoint whether it belongs to the cluster
	 */
	void forget(Predicate<Endpoint> known) {
		this.pools.forget(known);
		this.breakers.retain(this.pools::contains);
	}

	/**
	 * Look at every connection, those that were replaced included: one whose node owes a
	 * reply for long is closed, to be replaced when the next command asks; one that owes
	 * it, or its handshake, for a while is marked as trouble. A node whose breaker is
	 * open is connected to. Called by one thread at a time.
	 * @param nowNanos the time of the sweep
	 * @param overdue the silence, or time for a handshake, that is trouble
	 */
	void sweep(long nowNanos, Duration overdue) {
		this.pools.forEachPool((pool) -> pool.revisit(nowNanos));
		this.pools.forEach((connection) -> sweep(connection, nowNanos, overdue));
		this.draining.forEach((connection) -> sweep(connection, nowNanos, overdue));
	}

	private void sweep(NodeConnection connection, long nowNanos, Duration overdue) {
		ConnectionHealth health = connection.health();
		if (connection.phase() == ConnectionState.CONNECTING) {
			health.sweepConnecting(nowNanos, overdue);
		}
		else if (connection.phase() != ConnectionState.CLOSED && health.sweepOpen(nowNanos, connection.inFlight(),
				overdue) >= this.options.stallTimeout().toNanos()) {
			closeStalled(connection);
		}
	}

	private void closeStalled(NodeConnection connection) {
		logger.warn("{} is silent with {} commands in flight; replacing the connection. Look at the node and at the"
				+ " network to it", connection.endpoint(), connection.inFlight());
		if (connection.phase() == ConnectionState.OPEN) {
			// one that drains says nothing of those that have taken its place
			reached(connection, false);
		}
		end(connection, ConnectionEnd.STALLED, ConnectionLostException
			.byNode("no byte was read for " + this.options.stallTimeout().toMillis() + " ms"));
	}

	/**
	 * A connection that belongs to one caller alone, for a command that blocks.
	 * @param endpoint the endpoint of the node
	 * @param access what the connection is to be used for
	 * @return a connecting connection that nobody else is given; the caller drains it
	 */
	NodeConnection exclusiveTo(Endpoint endpoint, Access access) {
		NodeConnection connection = new NodeConnection(endpoint, access, this.waitingLimit,
				new ConnectionHealth(false));
		if (this.closed) {
			connection.close(new ConnectionLostException("the connection factory is stopped"));
		}
		else {
			connect(connection);
		}
		return connection;
	}

	/**
	 * Close everything; what is in flight is completed exceptionally.
	 */
	void close() {
		this.closed = true;
		ConnectionLostException reason = new ConnectionLostException("the connection factory is stopped");
		this.pools.forEachPool((pool) -> {
			pool.stripes().retire();
			pool.stripes().forEach((connection) -> connection.close(reason));
		});
		this.draining.forEach((connection) -> connection.close(reason));
		this.breakers.close();
	}

	void drain(NodeConnection connection) {
		if (this.closed) {
			connection.drain();
		}
		else {
			this.draining.add(connection);
		}
	}

	private void connectToStay(NodeConnection connection) {
		connect(connection);
		connection.opened().thenRun(() -> this.openListener.run());
	}

	private void connect(NodeConnection connection) {
		if (connection.phase() == ConnectionState.CLOSED) {
			return;
		}
		Endpoint endpoint = connection.endpoint();
		CompletionStage<Link> handshake;
		try {
			handshake = this.links.connect(endpoint, connection.access(), () -> lost(connection));
		}
		catch (RuntimeException ex) {
			handshake = CompletableFuture.failedFuture(ex);
		}
		handshake.whenComplete((link, failure) -> {
			reached(connection, failure == null);
			if (failure == null) {
				connection.turn().await(this.timer, () -> connection.open(link));
			}
			else {
				end(connection, ConnectionEnd.UNREACHABLE,
						ConnectionLostException.unreachable(endpoint.toString(), failure));
			}
		});
	}

	private void reached(NodeConnection connection, boolean reached) {
		NodePool pool = this.pools.find(connection.endpoint(), connection.access());
		if (pool != null) {
			pool.reached(reached);
		}
	}

	private void lost(NodeConnection connection) {
		end(connection, ConnectionEnd.LOST,
				ConnectionLostException.byNode("the connection to " + connection.endpoint() + " was lost"));
	}

	/**
	 * Close a connection whose socket has ended or never was; tell of it if that comes as
	 * a surprise.
	 */
	private void end(NodeConnection connection, ConnectionEnd how, ConnectionLostException reason) {
		boolean connecting = how == ConnectionEnd.UNREACHABLE;
		boolean unexpected = connection.phase() == (connecting ? ConnectionState.CONNECTING : ConnectionState.OPEN);
		connection.close(reason);
		if (unexpected) {
			this.breakers.of(connection.endpoint())
				.connectionFailed(how.silentNanos(connection, this.options.stallTimeout()), reason);
			this.lossListener.accept(connection.endpoint(), how);
		}
	}

}
