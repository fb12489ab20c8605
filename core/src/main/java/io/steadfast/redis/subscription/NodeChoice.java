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

package io.steadfast.redis.subscription;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import org.jspecify.annotations.Nullable;

/**
 * Where one subscriber goes: a node that serves and did not fail lately, any of them, so
 * that many subscribers are spread. The mailbox's alone.
 */
final class NodeChoice {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

	/**
	 * How long a first handshake may take while there are other nodes; doubled with each
	 * failure in a row.
	 */
	private static final Duration FIRST_CONNECT_LIMIT = Duration.ofSeconds(1);

	private static final int MOST_DOUBLINGS = 4;

	private final Predicate<Endpoint> isConnected;

	private final Backoff pauses = new Backoff(FIRST_PAUSE, LONGEST_PAUSE,
			() -> ThreadLocalRandom.current().nextDouble());

	private final Map<Endpoint, Failures> failures = new HashMap<>();

	/**
	 * Create a choice.
	 * @param isConnected whether commands have a connection to a node: such nodes come
	 * first
	 */
	NodeChoice(Predicate<Endpoint> isConnected) {
		this.isConnected = isConnected;
	}

	/**
	 * A node to subscribe at.
	 * @param nodes those that can be relied on
	 * @param nowNanos the time
	 * @return {@code null} if each of them has failed a moment ago
	 */
	@Nullable Node among(ServingNodes nodes, long nowNanos) {
		List<Node> candidates = nodes.primaries((node) -> mayConnect(node.endpoint(), nowNanos));
		List<Node> connected = candidates.stream().filter((node) -> this.isConnected.test(node.endpoint())).toList();
		return oneOf(connected.isEmpty() ? candidates : connected);
	}

	/**
	 * A node to subscribe at where none can be relied on.
	 * @param nodes all that are known
	 * @param nowNanos the time
	 * @return {@code null} if each of them has failed a moment ago
	 */
	@Nullable Node lastResort(ServingNodes nodes, long nowNanos) {
		return oneOf(nodes.any((node) -> mayConnect(node.endpoint(), nowNanos)));
	}

	private static @Nullable Node oneOf(List<Node> candidates) {
		return candidates.isEmpty() ? null : candidates.get(ThreadLocalRandom.current().nextInt(candidates.size()));
	}

	boolean mayConnect(Endpoint endpoint, long nowNanos) {
		Failures known = this.failures.get(endpoint);
		return known == null || nowNanos - known.untilNanos() >= 0;
	}

	Duration connectLimit(Endpoint endpoint) {
		Failures known = this.failures.get(endpoint);
		int doublings = (known != null) ? Math.min(known.inARow(), MOST_DOUBLINGS) : 0;
		return FIRST_CONNECT_LIMIT.multipliedBy(1L << doublings);
	}

	void failed(Endpoint endpoint, long nowNanos) {
		if (!mayConnect(endpoint, nowNanos)) {
			return;
		}
		Failures before = this.failures.getOrDefault(endpoint, Failures.NONE);
		this.failures.put(endpoint,
				new Failures(before.inARow() + 1, nowNanos + this.pauses.pauseNanos(before.inARow())));
	}

	void reached(Endpoint endpoint) {
		this.failures.remove(endpoint);
	}

	void retain(Predicate<Endpoint> known) {
		this.failures.keySet().removeIf((endpoint) -> !known.test(endpoint));
	}

	/**
	 * How often a node failed since it was reached.
	 *
	 * @param inARow number of failures
	 * @param untilNanos when it may be connected to again
	 */
	private record Failures(int inARow, long untilNanos) {

		static final Failures NONE = new Failures(0, 0);

	}

}
