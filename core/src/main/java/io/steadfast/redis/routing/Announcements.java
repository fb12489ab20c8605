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

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.status.ClusterListeners;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.TopologyMonitor;

/**
 * Hands what the monitor and the breakers say to the listeners of the factory, away from
 * the threads on which they say it.
 */
final class Announcements {

	private final ClusterListeners listeners;

	private final TopologyMonitor monitor;

	/** Runs one call at a time, in order. */
	private final Executor callbacks;

	private Announcements(ClusterListeners listeners, TopologyMonitor monitor, Executor callbacks) {
		this.listeners = listeners;
		this.monitor = monitor;
		this.callbacks = callbacks;
	}

	/**
	 * Announce from now on, until the executor is shut down.
	 */
	static void begin(ClusterListeners listeners, TopologyMonitor monitor, NodeBreakers breakers, Executor callbacks) {
		Announcements announcements = new Announcements(listeners, monitor, callbacks);
		monitor.addListener((before, after, diff) -> announcements
			.tell((listener) -> listener.topologyChanged(before, after, diff)));
		monitor.addRefreshListener((outcome) -> announcements.tell((listener) -> listener.refreshEnded(outcome)));
		breakers.onChange(announcements::breakerChanged);
	}

	private void breakerChanged(Endpoint endpoint, String breaker, StateTransition change) {
		if (change.getToState() == State.OPEN) {
			this.monitor.request(RefreshTrigger.BREAKER_OPENED);
		}
		tell((listener) -> listener.breakerChanged(endpoint, breaker, change.getFromState(), change.getToState()));
	}

	private void tell(Consumer<ClusterListener> call) {
		this.callbacks.execute(() -> this.listeners.tell(call));
	}

}
