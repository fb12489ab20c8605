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

import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.steadfast.redis.socket.ReadClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a connection serves those who use it: how long it has been connecting, and how
 * long it has had commands in flight while no byte was read. Costs a command one volatile
 * read; only the sweep measures.
 */
final class ConnectionHealth {

	private static final Logger logger = LoggerFactory.getLogger(ConnectionHealth.class);

	/**
	 * Sweeps of commands come every 20 ms; what takes longer was no silence that was
	 * listened to.
	 */
	private static final long MOST_OF_ONE_SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	/** In such a silence the event loop is asked whether it listens. */
	private static final long SHORT_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final long startedNanos = System.nanoTime();

	/** Written by the event loop with the first command, and once. */
	private volatile @Nullable ReadClock clock;

	/**
	 * When nothing was in flight, or a byte was read, for the last time; the sweep's
	 * alone.
	 */
	private long quietSinceNanos = this.startedNanos;

	/** The sweep's alone. */
	private long sweptNanos = this.startedNanos;

	/** Written by the event loop, once, before {@link #open}. */
	private volatile long openedNanos;

	private volatile boolean open;

	/** Written by the event loop. */
	private volatile long latencyNanos;

	/**
	 * The node's own word about its id; empty until it was heard. Written by the event
	 * loop.
	 */
	private volatile String nodeId = "";

	/** Written before the connection is shared, then by the sweep. */
	private volatile boolean troubled;

	ConnectionHealth(boolean troubled) {
		this.troubled = troubled;
	}

	/**
	 * Ask the node who it is, and note how soon it answers.
	 * @param socket a socket that has just been opened
	 */
	void introduce(Link socket) {
		long asked = System.nanoTime();
		this.openedNanos = asked;
		this.open = true;
		socket.nodeId().whenComplete((id, failure) -> {
			this.latencyNanos = System.nanoTime() - asked;
			if (failure != null) {
				logger.debug("A node did not tell its id, so it is not noticed if it is replaced: {}",
						failure.getMessage());
			}
			this.nodeId = (failure == null) ? id : "";
		});
	}

	String nodeId() {
		return this.nodeId;
	}

	/**
	 * How soon the node answered its first question.
	 * @return nanoseconds; 0 before that
	 */
	long latencyNanos() {
		return this.latencyNanos;
	}

	/**
	 * How long the connection has existed, its handshake included.
	 */
	long ageNanos() {
		return System.nanoTime() - this.startedNanos;
	}

	/**
	 * How long the handshake has been over.
	 * @return nanoseconds; 0 while it is not
	 */
	long openNanos() {
		return this.open ? System.nanoTime() - this.openedNanos : 0;
	}

	/**
	 * Whether the node cannot be connected to, takes long to, or owes a reply.
	 * @return {@code true} if callers that come now have to wait
	 */
	boolean isTroubled() {
		return this.troubled;
	}

	/**
	 * Where the connection leads to.
	 * @return an address, {@code null} before the first command
	 */
	@Nullable SocketAddress remoteAddress() {
		ReadClock current = this.clock;
		return (current != null) ? current.remoteAddress() : null;
	}

	/**
	 * The event loop that serves the connection.
	 * @return a loop, {@code null} before the first command
	 */
	@Nullable EventExecutor eventLoop() {
		ReadClock current = this.clock;
		return (current != null) ? current.eventLoop() : null;
	}

	/**
	 * Called by the event loop for each command that leaves.
	 * @param readClock tells when a byte was read from the socket
	 */
	void hear(ReadClock readClock) {
		if (this.clock == null) {
			this.clock = readClock;
		}
	}

	/**
	 * Look at a connection whose handshake is on; called by one thread at a time, often.
	 * @param nowNanos the time of the sweep
	 * @param overdue the time for a handshake that is trouble; a machine that has much to
	 * do takes a good part of a second for one
	 */
	void sweepConnecting(long nowNanos, Duration overdue) {
		if (nowNanos - this.startedNanos >= overdue.toNanos()) {
			this.troubled = true;
		}
	}

	/**
	 * Look at an open connection; called by one thread at a time, often.
	 * @param nowNanos the time of the sweep
	 * @param inFlight number of commands in flight
	 * @param overdue the silence that is trouble
	 * @return how long commands have been in flight while no byte was read, in
	 * nanoseconds
	 */
	long sweepOpen(long nowNanos, int inFlight, Duration overdue) {
		long silence = silence(nowNanos, inFlight);
		this.troubled = silence >= overdue.toNanos();
		return silence;
	}

	/**
	 * Take note that nothing was in flight until now; called by the thread that sweeps.
	 * @param nowNanos the time
	 */
	void rested(long nowNanos) {
		this.quietSinceNanos = nowNanos;
		this.sweptNanos = nowNanos;
	}

	private long silence(long nowNanos, int inFlight) {
		long listened = leaveOutPause(nowNanos);
		ReadClock current = this.clock;
		if (current == null || inFlight == 0) {
			this.quietSinceNanos = nowNanos;
			return 0;
		}
		long lastRead = current.lastReadNanos();
		if (lastRead - this.quietSinceNanos > 0) {
			this.quietSinceNanos = lastRead;
		}
		if (nowNanos - this.quietSinceNanos >= SHORT_SILENCE_NANOS && !current.beat()) {
			// code of the application blocks the event loop
			this.quietSinceNanos += listened;
		}
		return Math.max(0, nowNanos - this.quietSinceNanos);
	}

	/**
	 * A process that stood still (garbage collection, a machine that was moved) has not
	 * read what came meanwhile: that is no silence of the node.
	 * @return the rest of the time since the last sweep
	 */
	private long leaveOutPause(long nowNanos) {
		long passed = nowNanos - this.sweptNanos;
		long listened = Math.min(passed, MOST_OF_ONE_SWEEP_NANOS);
		this.quietSinceNanos += passed - listened;
		this.sweptNanos = nowNanos;
		return listened;
	}

}
