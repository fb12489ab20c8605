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

package io.steadfast.redis.resilience;

import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker of one node. While all is well it costs a command one volatile
 * read: successes are counted only while there is a failure that they can be weighed
 * against, and until there is none left.
 * <p>
 * What counts: a connection that could not be made, was lost or stalled is one failure,
 * or as many as refusals would fit in its silence, told by the connection and not by the
 * commands on it. Every reply is a success for the node that gave it, errors of the
 * application and redirects included: a node that sends a command elsewhere is well, and
 * the attempt elsewhere is that node's affair. Only in the half-open state a command that
 * got no reply is a failure by itself, since it was let through to find that out.
 * <p>
 * Any thread may call it. {@link #watchful} is written by whoever records an outcome or
 * changes the state. The one who clears it looks at the breaker once more; the ones who
 * set it do so after the breaker was changed. So it is set whenever there is something to
 * watch for, whichever comes first.
 */
public final class NodeBreaker {

	private static final Logger logger = LoggerFactory.getLogger(NodeBreaker.class);

	/** The longest pause between two connection attempts. */
	private static final long SILENCE_LIKE_A_REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private static final int MOST_AT_ONCE = 10;

	private final CircuitBreaker breaker;

	private volatile boolean watchful;

	/** Written once, by whoever forgets the node. */
	private volatile boolean ended;

	/** Of whichever connection failed last; written by event loops and the scheduler. */
	private volatile @Nullable Throwable lastFailure;

	/**
	 * Wrap a breaker.
	 * @param breaker of the registry; others may change its state
	 */
	public NodeBreaker(CircuitBreaker breaker) {
		this.breaker = breaker;
		breaker.getEventPublisher().onStateTransition((event) -> this.watchful = true);
		this.watchful = isWorthWatching();
	}

	/**
	 * Ask for permission to go to the node.
	 * @return a permit; it gives back by itself what it holds, once, when it is told how
	 * the attempt ended
	 */
	public Permit acquire() {
		if (!this.watchful) {
			return Permit.NONE_NEEDED;
		}
		boolean[] permitted = new boolean[1];
		tell(() -> permitted[0] = this.breaker.tryAcquirePermission());
		if (!permitted[0]) {
			return Permit.DENIED;
		}
		return new Permit(this, this.breaker.getState() == State.HALF_OPEN);
	}

	/**
	 * The node has answered.
	 */
	void succeeded(boolean probe, long nanos) {
		if (!isCurrent(probe)) {
			return;
		}
		tell(() -> this.breaker.onSuccess(nanos, TimeUnit.NANOSECONDS));
		if (!isWorthWatching()) {
			this.watchful = false;
			if (isWorthWatching()) {
				this.watchful = true;
			}
		}
	}

	/**
	 * A probe was not answered because the connection ended.
	 */
	void failed(long nanos, Throwable cause) {
		if (isCurrent(true)) {
			tell(() -> this.breaker.onError(nanos, TimeUnit.NANOSECONDS, cause));
		}
	}

	/**
	 * A probe learned nothing of the node.
	 */
	void released() {
		if (isCurrent(true)) {
			tell(this.breaker::releasePermission);
		}
	}

	/**
	 * A connection to the node could not be made, or was lost. A node that refuses is
	 * asked again and again; one that is silent for seconds is asked once in that time,
	 * and counts as often as it could have refused.
	 * @param silentNanos how long nothing was heard of it
	 * @param cause what happened
	 */
	public void connectionFailed(long silentNanos, Throwable cause) {
		long times = 1 + Math.min(MOST_AT_ONCE - 1, silentNanos / SILENCE_LIKE_A_REFUSAL_NANOS);
		for (int i = 0; i < times && !this.ended && this.breaker.getState() != State.HALF_OPEN; i++) {
			tell(() -> this.breaker.onError(silentNanos, TimeUnit.NANOSECONDS, cause));
		}
		this.lastFailure = cause;
		this.watchful = true;
	}

	/**
	 * Why commands may be kept from the node.
	 * @return what the last connection failed of, {@code null} if none has
	 */
	public @Nullable Throwable lastFailure() {
		return this.lastFailure;
	}

	/**
	 * A connection to the node was made: whoever waits may try it.
	 */
	public void connected() {
		if (this.watchful && this.breaker.getState() == State.OPEN) {
			tell(this.breaker::transitionToHalfOpenState);
		}
	}

	/**
	 * Let others find out whether the node is back: those who were let through to do so
	 * take too long.
	 */
	public void probeAgain() {
		if (this.breaker.getState() == State.HALF_OPEN) {
			tell(this.breaker::transitionToHalfOpenState);
		}
	}

	/**
	 * The node is forgotten. A breaker that is not closed is closed, so that whoever has
	 * heard that it opened hears that this is over; it does not open again.
	 */
	public void end() {
		this.ended = true;
		if (this.breaker.getState() != State.CLOSED) {
			tell(this.breaker::transitionToClosedState);
		}
	}

	/**
	 * Whether the node is forgotten.
	 * @return {@code true} for good after {@link #end()}
	 */
	public boolean isEnded() {
		return this.ended;
	}

	/**
	 * Whether commands are kept from the node.
	 * @return {@code true} in the states OPEN and FORCED_OPEN
	 */
	public boolean isOpen() {
		State state = this.breaker.getState();
		return state == State.OPEN || state == State.FORCED_OPEN;
	}

	public String name() {
		return this.breaker.getName();
	}

	public State state() {
		return this.breaker.getState();
	}

	/**
	 * Two that change the state at the same time may make one of them fail, and so may an
	 * event consumer of the application: neither is the affair of the command.
	 */
	private void tell(Runnable change) {
		try {
			change.run();
		}
		catch (RuntimeException | Error ex) {
			logger.debug("The circuit breaker {} could not be told", this.breaker.getName(), ex);
		}
	}

	/**
	 * A permission of another state means nothing to the present one.
	 */
	private boolean isCurrent(boolean probe) {
		State state = this.breaker.getState();
		return probe ? state == State.HALF_OPEN : state == State.CLOSED || state == State.METRICS_ONLY;
	}

	private boolean isWorthWatching() {
		CircuitBreaker.Metrics metrics = this.breaker.getMetrics();
		return this.breaker.getState() != State.CLOSED || metrics.getNumberOfFailedCalls() > 0
				|| metrics.getNumberOfSlowCalls() > 0;
	}

}
