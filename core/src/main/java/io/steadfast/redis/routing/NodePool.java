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

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.NodeBreaker;
import io.steadfast.redis.resilience.Permit;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;

/**
 * One node as it is connected to: its stripes, how often it was connected to of late, and
 * whether that went well. Any thread may call it.
 */
final class NodePool {

	private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(2);

	/** A replica that loads its data tells so again after this time. */
	private static final long SET_ASIDE_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** How often a node with an open breaker is connected to without being asked. */
	private static final long REVISIT_NANOS = TimeUnit.SECONDS.toNanos(1);

	/** How many of these a half-open breaker waits for its probes. */
	private static final int REVISITS_OF_A_PROBE = 5;

	/** What a node was like before says nothing about its next handshake. */
	private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final NodeStripes stripes;

	private final int count;

	/** Knows the breaker of the node as long as the cluster does. */
	private final Supplier<NodeBreaker> breakers;

	/** Written by whoever finds that it has ended and the node has not. */
	private volatile NodeBreaker breaker;

	private final Timer timer;

	private final Backoff pauses;

	private final Consumer<NodeConnection> connector;

	/**
	 * Written by whoever starts a connection; a lost update costs a pause of the wrong
	 * length.
	 */
	private volatile int recentStarts;

	/** Written together with {@link #recentStarts}. */
	private volatile long lastStartNanos;

	/** Until when reads better go elsewhere; written by event loops. */
	private volatile long setAsideUntilNanos = System.nanoTime();

	/** The sweep's alone. */
	private long lastRevisitNanos = System.nanoTime();

	/**
	 * How often in a row the half-open breaker had no permission left; the sweep's alone.
	 */
	private int refusedRevisits;

	/**
	 * Whether the node did not answer when that was tried last; written by event loops
	 * and the sweep.
	 */
	private volatile boolean unreachable;

	/** Written before {@link #unreachable}. */
	private volatile long unreachableNanos;

	NodePool(Endpoint endpoint, Access access, int count, int waitingLimit, Supplier<NodeBreaker> breakers, Timer timer,
			Backoff pauses, Consumer<NodeConnection> connector, Consumer<NodeConnection> drainer) {
		this.count = count;
		this.breakers = breakers;
		this.breaker = breakers.get();
		this.timer = timer;
		this.pauses = pauses;
		this.connector = connector;
		this.stripes = new NodeStripes(count, () -> new NodeConnection(endpoint, access, waitingLimit,
				new ConnectionHealth(wasUnreachable(System.nanoTime()))), this::start, drainer);
	}

	/**
	 * The breaker of the node, which pools of another access share. A refresh that ends
	 * just when this pool is made may not see it yet, and forget the breaker of a node
	 * that it does not know.
	 */
	NodeBreaker breaker() {
		NodeBreaker current = this.breaker;
		if (current.isEnded() && !this.stripes.isRetired()) {
			current = this.breakers.get();
			this.breaker = current;
		}
		return current;
	}

	/**
	 * Let reads go elsewhere for a while, because the node said that it cannot serve them
	 * now.
	 */
	void setAside() {
		this.setAsideUntilNanos = System.nanoTime() + SET_ASIDE_NANOS;
	}

	/**
	 * Whether a read that has a choice should come here.
	 * @return {@code false} while the node is set aside or its breaker is open
	 */
	boolean isFitForReads() {
		return System.nanoTime() - this.setAsideUntilNanos >= 0 && !breaker().isOpen();
	}

	/**
	 * See whether a node with an open breaker is back: where commands have a choice they
	 * go elsewhere, so that none of them would find out. Called by one thread at a time,
	 * often.
	 * @param nowNanos the time of the sweep
	 */
	void revisit(long nowNanos) {
		State state = breaker().state();
		if ((state != State.OPEN && state != State.HALF_OPEN) || nowNanos - this.lastRevisitNanos < REVISIT_NANOS) {
			return;
		}
		this.lastRevisitNanos = nowNanos;
		if (state == State.HALF_OPEN) {
			askAgainWhereNobodyAnswers();
		}
		else if (this.stripes.connection(0).isLinked()) {
			breaker().acquire().released();
		}
	}

	/**
	 * A half-open breaker decides when its few probes have ended. One that takes long
	 * must not keep everybody else from the node.
	 */
	private void askAgainWhereNobodyAnswers() {
		Permit permit = breaker().acquire();
		permit.released();
		this.refusedRevisits = (permit == Permit.DENIED) ? this.refusedRevisits + 1 : 0;
		if (this.refusedRevisits >= REVISITS_OF_A_PROBE) {
			this.refusedRevisits = 0;
			breaker().probeAgain();
		}
	}

	NodeStripes stripes() {
		return this.stripes;
	}

	/**
	 * Whether one of its connections is open and alive.
	 */
	boolean isOpen() {
		boolean[] open = new boolean[1];
		this.stripes
			.forEach((connection) -> open[0] |= connection.phase() == ConnectionState.OPEN && connection.isLinked());
		return open[0];
	}

	/**
	 * Whether one of its connections is open, or has commands.
	 */
	boolean isInUse() {
		boolean[] used = { isOpen() };
		this.stripes.forEach((connection) -> used[0] |= connection.inFlight() > 0);
		return used[0];
	}

	/**
	 * How soon the node answers.
	 * @return nanoseconds, by the quickest of its connections; 0 if none was asked
	 */
	long latencyNanos() {
		long[] quickest = new long[1];
		this.stripes.forEach((connection) -> {
			long latency = connection.health().latencyNanos();
			boolean quicker = quickest[0] == 0 || latency < quickest[0];
			quickest[0] = (latency > 0 && quicker) ? latency : quickest[0];
		});
		return quickest[0];
	}

	/**
	 * Put a fresh connection in the place of each that there is.
	 */
	void reconnect() {
		this.stripes.forEach(this.stripes::renew);
	}

	/**
	 * Record how a handshake, or the wait for a reply that was overdue, ended.
	 * @param reached whether the node answered
	 */
	void reached(boolean reached) {
		if (!reached) {
			this.unreachableNanos = System.nanoTime();
		}
		this.unreachable = !reached;
		if (reached) {
			breaker().connected();
		}
	}

	/**
	 * Whether the node could not be reached a moment ago, so that who waits for its next
	 * handshake may wait in vain.
	 * @param nowNanos the time
	 */
	boolean wasUnreachable(long nowNanos) {
		return this.unreachable && nowNanos - this.unreachableNanos < FORGOTTEN_NANOS;
	}

	/**
	 * Connect at once where that is rare; pause the longer, the more often it was done,
	 * be it because the node cannot be reached or because each new connection proves
	 * stale again.
	 */
	private void start(NodeConnection connection) {
		long now = System.nanoTime();
		boolean recently = this.recentStarts > 0 && now - this.lastStartNanos < RECENT_NANOS;
		int earlier = recently ? this.recentStarts : 0;
		this.recentStarts = earlier + 1;
		this.lastStartNanos = now;
		int tooMany = earlier - 2 * this.count;
		if (tooMany < 0) {
			this.connector.accept(connection);
		}
		else {
			this.timer.after(this.pauses.pauseNanos(tooMany), () -> this.connector.accept(connection));
		}
	}

}
