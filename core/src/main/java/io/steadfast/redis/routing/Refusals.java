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
 * Tells a cluster that is down from a node that says so alone: a primary says it for some
 * seconds after its restart, and for as long as it is cut off from the others, while they
 * serve. Any thread may call it.
 */
final class Refusals {

	/** Callers who wait repeat what they ask for several times in this time. */
	private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final LongSupplier clock;

	/** When a node last said it; those that are not recent are removed. */
	private final Map<Endpoint, Long> heard = new ConcurrentHashMap<>();

	Refusals(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * A node says that the cluster is down.
	 * @param node the node
	 * @return {@code true} if no other node has said so recently
	 */
	boolean isAlone(Endpoint node) {
		long now = this.clock.getAsLong();
		this.heard.put(node, now);
		this.heard.values().removeIf((at) -> now - at > RECENT_NANOS);
		return this.heard.keySet().stream().allMatch(node::equals);
	}

}
