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

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * One TCP life to one node: connecting, open, draining, closed, and never back. Any
 * thread may call it; nothing blocks.
 * <p>
 * {@link #phase} only grows and is written under {@link #lock}; the lock is taken for
 * changes of the phase and while commands wait for the handshake, never for a command on
 * an open connection.
 */
final class NodeConnection {

	private final Endpoint endpoint;

	private final Access access;

	private final ConnectionHealth health;

	/**
	 * Commands accepted and not completed, waiting ones included; incremented before the
	 * phase is looked at.
	 */
	private final AtomicInteger inFlight = new AtomicInteger();

	private final CompletableFuture<Link> opened = new CompletableFuture<>();

	private final Turn turn = new Turn();

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Guarded by {@link #lock}: commands that came during the handshake, in their order.
	 */
	private final HandshakeQueue waiting;

	/**
	 * Written under {@link #lock} before the phase becomes OPEN, read after the phase was
	 * seen OPEN.
	 */
	private volatile @Nullable Link link;

	private volatile ConnectionState phase = ConnectionState.CONNECTING;

	/** Written once, under {@link #lock}, before the socket is closed. */
	private volatile @Nullable ConnectionLostException endedBy;

	NodeConnection(Endpoint endpoint, Access access, int waitingLimit, ConnectionHealth health) {
		this.endpoint = endpoint;
		this.access = access;
		this.waiting = new HandshakeQueue(waitingLimit);
		this.health = health;
	}

	Endpoint endpoint() {
		return this.endpoint;
	}

	Access access() {
		return this.access;
	}

	ConnectionState phase() {
		return this.phase;
	}

	int inFlight() {
		return this.inFlight.get();
	}

	String nodeId() {
		return this.health.nodeId();
	}

	/**
	 * What ended this connection, which says more than what Lettuce tells its commands.
	 * @param told what a command was told
	 * @return the reason of {@link #close}, or what was told while there is none
	 */
	Throwable endedBy(Throwable told) {
		ConnectionLostException reason = this.endedBy;
		return (reason != null) ? reason : told;
	}

	/**
	 * Whether commands may be given to it: connecting or open, with a living socket.
	 * @return {@code false} for good once it drains or has ended
	 */
	boolean isUsable() {
		return switch (this.phase) {
			case CONNECTING -> true;
			case OPEN -> isLinked();
			case DRAINING, CLOSED -> false;
		};
	}

	/**
	 * Whether there is a socket and it is alive.
	 * @return {@code false} during the handshake and after the end
	 */
	boolean isLinked() {
		Link current = this.link;
		return current != null && current.isAlive();
	}

	/**
	 * The socket, once it is open.
	 * @return completes when the handshake is over, exceptionally if there will be none
	 */
	CompletionStage<Link> opened() {
		return this.opened.minimalCompletionStage();
	}

	/**
	 * Hand a command over; during the handshake it waits, and leaves in its order.
	 * @param command the command, bound for this connection
	 * @return whether it was accepted; if not, nothing happened to it
	 */
	Acceptance write(RoutedCommand<?, ?, ?> command) {
		this.inFlight.incrementAndGet();
		Link current = this.link;
		if (this.phase == ConnectionState.OPEN && current != null) {
			current.write(command);
			return Acceptance.ACCEPTED;
		}
		return writeUnlessOpen(List.of(command));
	}

	/**
	 * Hand several commands over, to leave in one flush.
	 * @param commands the commands, bound for this connection
	 * @return whether they were accepted, all or none
	 */
	Acceptance write(List<RoutedCommand<?, ?, ?>> commands) {
		this.inFlight.addAndGet(commands.size());
		Link current = this.link;
		if (this.phase == ConnectionState.OPEN && current != null) {
			current.write(commands);
			return Acceptance.ACCEPTED;
		}
		return writeUnlessOpen(commands);
	}

	private Acceptance writeUnlessOpen(List<RoutedCommand<?, ?, ?>> commands) {
		Link openedMeanwhile;
		this.lock.lock();
		try {
			openedMeanwhile = this.link;
			switch (this.phase) {
				case CONNECTING -> {
					if (this.waiting.offer(commands)) {
						return Acceptance.ACCEPTED;
					}
					this.inFlight.addAndGet(-commands.size());
					return Acceptance.FULL;
				}
				case DRAINING, CLOSED -> openedMeanwhile = null;
				case OPEN -> {
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		if (openedMeanwhile == null) {
			released(commands.size());
			return Acceptance.CLOSED;
		}
		openedMeanwhile.write(commands);
		return Acceptance.ACCEPTED;
	}

	/**
	 * Called when the connection is done with commands that were accepted, once for each.
	 * The count is looked at again once draining is known: a command that came after the
	 * first look may have found the connection open.
	 * @param count number of commands
	 */
	void released(int count) {
		if (this.inFlight.addAndGet(-count) == 0 && this.phase == ConnectionState.DRAINING
				&& this.inFlight.get() == 0) {
			close(new ConnectionLostException("the connection was drained"));
		}
	}

	ConnectionHealth health() {
		return this.health;
	}

	Turn turn() {
		return this.turn;
	}

	/**
	 * The handshake is over: let the waiting commands leave, then open.
	 * @param socket the socket
	 */
	void open(Link socket) {
		while (true) {
			List<RoutedCommand<?, ?, ?>> batch;
			this.lock.lock();
			try {
				if (this.phase != ConnectionState.CONNECTING) {
					break;
				}
				batch = this.waiting.drain();
				this.link = socket;
				if (batch.isEmpty()) {
					this.phase = ConnectionState.OPEN;
				}
			}
			finally {
				this.lock.unlock();
			}
			if (batch.isEmpty()) {
				this.opened.complete(socket);
				this.health.introduce(socket);
				return;
			}
			socket.write(batch);
		}
		if (this.link == null || this.phase == ConnectionState.CLOSED) {
			socket.close();
		}
	}

	/**
	 * Take nothing new; close as soon as nothing is in flight. Commands that still wait
	 * for the handshake are given back at once, since another node may take them; those
	 * that have just left with the end of the handshake get their replies.
	 */
	void drain() {
		this.lock.lock();
		try {
			if (this.phase == ConnectionState.CONNECTING || this.phase == ConnectionState.OPEN) {
				this.phase = ConnectionState.DRAINING;
			}
		}
		finally {
			this.lock.unlock();
		}
		ConnectionLostException reason = new ConnectionLostException("the connection is not needed any more");
		returnWaiting(reason);
		if (this.inFlight.get() == 0) {
			close(reason);
		}
	}

	/**
	 * Give the commands that wait for the handshake back, because the topology may know a
	 * better place for them.
	 * @param reason what they are told
	 */
	void returnWaiting(ConnectionLostException reason) {
		List<RoutedCommand<?, ?, ?>> returned;
		this.lock.lock();
		try {
			returned = this.waiting.drain();
		}
		finally {
			this.lock.unlock();
		}
		returned.forEach((command) -> command.completeExceptionally(reason));
	}

	/**
	 * End this connection: the socket is closed, its commands are completed by it,
	 * waiting ones by us.
	 * @param reason what ended it
	 */
	void close(ConnectionLostException reason) {
		this.lock.lock();
		try {
			if (this.phase == ConnectionState.CLOSED) {
				return;
			}
			this.phase = ConnectionState.CLOSED;
			this.endedBy = reason;
		}
		finally {
			this.lock.unlock();
		}
		this.opened.completeExceptionally(reason);
		Link socket = this.link;
		if (socket != null) {
			socket.close();
		}
		returnWaiting(reason);
		this.turn.end();
	}

}
