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
import java.util.function.Predicate;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.steadfast.redis.resilience.NodeBreaker;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.status.BreakerStatus;
import io.steadfast.redis.topology.Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The breakers of the nodes, one for each endpoint, in the registry for as long as the
 * node is known. Their names are numbers, given anew when they are free: a name that had
 * an address in it would make metrics of every address that there ever was. Any thread
 * may call it.
 */
final class NodeBreakers {

	private static final Logger logger = LoggerFactory.getLogger(NodeBreakers.class);

	private final ResiliencePolicies policies;

	/** Changed by the map's own atomic operations only. */
	private final Map<Endpoint, NodeBreaker> breakers = new ConcurrentHashMap<>();

	/** Written before the first breaker is made. */
	private volatile BreakerListener listener = (endpoint, name, change) -> {
	};

	/** Written before all breakers are forgotten, read after one was made. */
	private volatile boolean closed;

	NodeBreakers(ResiliencePolicies policies) {
		this.policies = policies;
	}

	void onChange(BreakerListener listener) {
		this.listener = listener;
	}

	/**
	 * The breaker of a node.
	 * @param endpoint the endpoint of the node
	 * @return the same one until the node is forgotten; one that has ended after
	 * {@link #close()}
	 */
	NodeBreaker of(Endpoint endpoint) {
		NodeBreaker existing = this.breakers.get(endpoint);
		return (existing != null) ? existing : findOrAdd(endpoint);
	}

	private NodeBreaker findOrAdd(Endpoint endpoint) {
		NodeBreaker breaker = this.breakers.computeIfAbsent(endpoint, this::create);
		if (this.closed) {
			// whoever closed this may not have seen it
			forgetAll();
		}
		return breaker;
	}

	private NodeBreaker create(Endpoint endpoint) {
		CircuitBreaker breaker = register();
		breaker.getEventPublisher().onStateTransition((event) -> {
			StateTransition change = event.getStateTransition();
			boolean attempt = BreakerStatus.isAttempt(change.getFromState(), change.getToState());
			logger.atLevel(attempt ? Level.DEBUG : Level.INFO)
				.log("The circuit breaker {} of {} is {} now", breaker.getName(), endpoint, change.getToState());
			this.listener.changed(endpoint, breaker.getName(), change);
		});
		return new NodeBreaker(breaker);
	}

	/**
	 * Several factories may share a registry, so that a free name is looked for and taken
	 * by one of them at a time.
	 */
	private CircuitBreaker register() {
		CircuitBreakerRegistry registry = this.policies.breakers();
		synchronized (registry) {
			int number = 1;
			while (registry.find(nameOf(number)).isPresent()) {
				number++;
			}
			return registry.circuitBreaker(nameOf(number), this.policies.breakerConfig());
		}
	}

	private static String nameOf(int number) {
		return ResiliencePolicies.BREAKER + "-" + number;
	}

	/**
	 * Forget the breakers of nodes that have left; one that is not closed ends with a
	 * change to CLOSED, which is announced as any other.
	 * @param known tells of an endpoint whether it is still connected to
	 */
	void retain(Predicate<Endpoint> known) {
		this.breakers.forEach((endpoint, breaker) -> {
			if (!known.test(endpoint) && this.breakers.remove(endpoint, breaker)) {
				breaker.end();
				this.policies.breakers().remove(breaker.name());
			}
		});
	}

	/**
	 * Forget all breakers, also those that are asked for later: what ends last may tell
	 * its breaker so.
	 */
	void close() {
		this.closed = true;
		forgetAll();
	}

	private void forgetAll() {
		retain((endpoint) -> false);
	}

	BreakerStatus status(Endpoint endpoint) {
		NodeBreaker breaker = this.breakers.get(endpoint);
		return (breaker != null) ? new BreakerStatus(breaker.name(), breaker.state()) : BreakerStatus.NONE;
	}

	/**
	 * Is told when a breaker changes its state, by whoever's outcome changed it; must not
	 * block.
	 */
	@FunctionalInterface
	interface BreakerListener {

		void changed(Endpoint endpoint, String name, StateTransition change);

	}

}
