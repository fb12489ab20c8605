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
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.steadfast.redis.topology.Endpoint;

/**
 * The nodes that say of late that they, or the cluster, cannot serve. It tells a cluster
 * that is down from a node that says so alone (a primary says it for some seconds after
 * its restart, and for as long as it is cut off from the others, while they serve), and
 * what lasts from what a node says in the moment of its promotion. Any thread may call
 * it.
 */
final class Refusals {

	/** Callers who wait repeat what they ask for several times in this time. */
	private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

	/**
	 * A planned failover must not fail anybody, and the callers of a node that is lost
	 * must not hold up the others for long.
	 */
	private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

	private final LongSupplier clock;

	/** Since when a node says it; those that did not say it recently are removed. */
	private final Map<Endpoint, Span> heard = new ConcurrentHashMap<>();

	Refusals(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * A node says that the cluster is down.
	 * @param node the node
	 * @return {@code true} if no other node has said so recently
	 */
	boolean isAlone(Endpoint node) {
		hear(node, this.clock.getAsLong());
		return this.heard.keySet().stream().allMatch(node::equals);
	}

	/**
	 * A node says that it cannot serve.
	 * @param node the node
	 * @return {@code true} if it has said so for longer than a moment
	 */
	boolean lasts(Endpoint node) {
		long now = this.clock.getAsLong();
		return now - hear(node, now) >= MOMENT_NANOS;
	}

	private long hear(Endpoint node, long now) {
		this.heard.values().removeIf((span) -> now - span.last() > RECENT_NANOS);
		return this.heard.merge(node, new Span(now, now), (before, latest) -> new Span(before.first(), now)).first();
	}

	/**
	 * When a node said it.
	 *
	 * @param first for the first time
	 * @param last for the last time so far
	 */
	private record Span(long first, long last) {
	}

}
