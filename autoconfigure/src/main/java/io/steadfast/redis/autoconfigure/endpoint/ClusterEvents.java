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

package io.steadfast.redis.autoconfigure.endpoint;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.status.BreakerStatus;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Remembers the last things that happened to one cluster. Any thread may read.
 */
final class ClusterEvents implements ClusterListener {

	private static final int REMEMBERED = 20;

	private final Clock clock;

	/** Guarded by itself; the last one first. */
	private final Deque<ClusterEvent> events = new ArrayDeque<>();

	/** Told of one event after another. */
	private boolean refreshFails;

	ClusterEvents(Clock clock) {
		this.clock = clock;
	}

	List<ClusterEvent> last() {
		synchronized (this.events) {
			return List.copyOf(this.events);
		}
	}

	private void add(String what) {
		synchronized (this.events) {
			this.events.addFirst(new ClusterEvent(this.clock.instant(), what));
			if (this.events.size() > REMEMBERED) {
				this.events.removeLast();
			}
		}
	}

	@Override
	public void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		if (!diff.isEmpty()) {
			add(diff.summary());
		}
	}

	@Override
	public void breakerChanged(Endpoint node, String breaker, State from, State to) {
		if (!BreakerStatus.isAttempt(from, to)) {
			add("breaker " + breaker + " of " + node + ": " + from + " -> " + to);
		}
	}

	/**
	 * Refreshes come for ever: what is worth a place among few is when they begin to fail
	 * and when they succeed again.
	 */
	@Override
	public void refreshEnded(RefreshOutcome outcome) {
		boolean fails = outcome.status() == RefreshOutcome.Status.FAILED;
		if (fails != this.refreshFails) {
			add(fails ? "refreshes fail: " + outcome.detail() : "refreshes succeed again");
		}
		this.refreshFails = fails;
	}

}
