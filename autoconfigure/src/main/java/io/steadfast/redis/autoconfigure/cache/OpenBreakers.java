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

package io.steadfast.redis.autoconfigure.cache;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Knows the nodes that commands are kept from, without a look at the status of the whole
 * cluster for each command. Written by the callbacks of one cluster, one at a time; read
 * by any thread.
 */
final class OpenBreakers implements ClusterListener {

	private final Set<Endpoint> nodes = ConcurrentHashMap.newKeySet();

	/** Written under the lock of this object. */
	private volatile TopologySnapshot topology = TopologySnapshot.empty();

	/**
	 * Those of a factory, which may have found its cluster before there is a cache.
	 */
	static OpenBreakers of(TopologyAwareConnectionFactory factory) {
		OpenBreakers breakers = new OpenBreakers();
		factory.addClusterListener(breakers);
		breakers.begin(factory.getStatus().topology());
		return breakers;
	}

	private synchronized void begin(TopologySnapshot known) {
		if (this.topology.version() == 0) {
			this.topology = known;
		}
	}

	@Override
	public synchronized void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		this.topology = after;
		if (before.version() == 0) {
			// The end of a breaker may not be told any more while a factory stops.
			this.nodes.clear();
		}
		// The breaker of a node that commands do not go to any more goes with it.
		this.nodes.removeIf((node) -> !isPrimary(node, after));
	}

	private static boolean isPrimary(Endpoint node, TopologySnapshot topology) {
		return topology.knows(node) && topology.nodeAt(node).role() == NodeRole.PRIMARY;
	}

	@Override
	public void breakerChanged(Endpoint node, String breaker, State from, State to) {
		if (to == State.OPEN || to == State.FORCED_OPEN) {
			this.nodes.add(node);
		}
		else {
			this.nodes.remove(node);
		}
	}

	/**
	 * Whether the breaker of the primary that a key belongs to is open.
	 * @param key as it is sent
	 */
	boolean keepFrom(byte[] key) {
		if (this.nodes.isEmpty()) {
			return false;
		}
		int slot = SlotHash.getSlot(key);
		TopologySnapshot current = this.topology;
		return current.covers(slot) && this.nodes.contains(current.shardOf(slot).primary().endpoint());
	}

}
