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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import io.steadfast.redis.topology.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Connections for commands that block: each carries one command and is then closed. There
 * is a limit to them, since asynchronous callers have no other one. Any thread may lease
 * and sweep.
 */
final class ExclusiveConnections {

	private final NodeConnections connections;

	private final int limit;

	/**
	 * Those left of the limit. Taken before an entry is made below, given back by whoever
	 * removes it.
	 */
	private final Semaphore places;

	/**
	 * What is leased, and what for; entries are removed by the sweep, and by who finds no
	 * place.
	 */
	private final Map<NodeConnection, Lease> leased = new ConcurrentHashMap<>();

	private final long patienceNanos;

	/** Written before what is leased is closed, read after it was leased. */
	private volatile boolean closed;

	private final Consumer<RoutedCommand<?, ?, ?>> expired;

	/** Called by whoever leases a connection. */
	private volatile Runnable leaseListener = () -> {
	};

	/**
	 * Without connections at first.
	 * @param connections makes them
	 * @param limit how many there may be at once
	 * @param patienceNanos how long after its own time the reply of a command may come
	 * @param expired told of each command that is overdue, until it has ended
	 */
	ExclusiveConnections(NodeConnections connections, int limit, long patienceNanos,
			Consumer<RoutedCommand<?, ?, ?>> expired) {
		this.connections = connections;
		this.limit = limit;
		this.places = new Semaphore(limit);
		this.patienceNanos = patienceNanos;
		this.expired = expired;
	}

	void onLease(Runnable listener) {
		this.leaseListener = listener;
	}

	/**
	 * A connection for one command. That it can be made is all that the breaker of the
	 * node is told: the reply may be held back for as long as the caller wishes.
	 * @param endpoint the node
	 * @param access what the connection is used for
	 * @param command the command that blocks
	 * @return a connection that nobody else is given; {@code null} if there are as many
	 * as allowed
	 */
	@Nullable NodeConnection lease(Endpoint endpoint, Access access, RoutedCommand<?, ?, ?> command) {
		if (!takePlace()) {
			return null;
		}
		NodeConnection connection = this.connections.exclusiveTo(endpoint, access);
		this.leased.put(connection, new Lease(command, BlockTime.nanosOf(command)));
		if (this.closed) {
			// whoever closed this may not have seen it
			close();
		}
		this.leaseListener.run();
		connection.opened().thenRun(command::answered);
		return connection;
	}

	/**
	 * A command that is sent away, as all are in a failover, has ended and asks again
	 * before the next sweep: it would stand in its own way.
	 */
	private boolean takePlace() {
		if (this.places.tryAcquire()) {
			return true;
		}
		this.leased.forEach(this::closeIfEnded);
		return this.places.tryAcquire();
	}

	/**
	 * Close the connections whose command has ended, be it by its reply or because the
	 * caller went away: the server would otherwise hand an element to nobody. End the
	 * commands whose reply did not come although their own time and the patience are
	 * over: the process hangs, and the caller has a right to try elsewhere.
	 * @param nowNanos the time of the sweep
	 */
	void sweep(long nowNanos) {
		this.leased.forEach((connection, lease) -> {
			closeIfEnded(connection, lease);
			if (!lease.command().hasEnded() && lease.isOver(nowNanos, this.patienceNanos)) {
				this.expired.accept(lease.command());
			}
		});
	}

	private void closeIfEnded(NodeConnection connection, Lease lease) {
		if (lease.command().hasEnded() && this.leased.remove(connection, lease)) {
			this.places.release();
			lease.command().giveBack();
			connection.close(new ConnectionLostException("the blocking command has ended"));
		}
	}

	int limit() {
		return this.limit;
	}

	/**
	 * How many are in use.
	 * @return the number of leases that have not been swept
	 */
	int size() {
		return this.leased.size();
	}

	void close() {
		this.closed = true;
		ConnectionLostException reason = new ConnectionLostException("the connection factory is stopped");
		this.leased.keySet().removeIf((connection) -> {
			connection.close(reason);
			return true;
		});
	}

	/**
	 * What a connection is leased for.
	 *
	 * @param command the command that blocks
	 * @param blockNanos how long it does
	 */
	private record Lease(RoutedCommand<?, ?, ?> command, long blockNanos) {

		boolean isOver(long nowNanos, long patienceNanos) {
			return this.blockNanos != BlockTime.FOREVER
					&& nowNanos - this.command.startedNanos() - patienceNanos >= this.blockNanos;
		}

	}

}
