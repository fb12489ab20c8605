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

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.NotNow;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * What the router knows of the cluster: who owns which slot, whom to ask for news, and
 * who hears what commands meet.
 */
final class Cluster {

	/** Stands for "no node": what is asked for has no owner. */
	static final Node NO_NODE = Node.unknown(new Endpoint("nowhere", 1));

	private final SlotTable slots;

	private final TopologyMonitor monitor;

	private final RoutingListener listener;

	/** Who says that the cluster is down. */
	private final Refusals refusals = new Refusals(System::nanoTime);

	/** Who says that it cannot serve, for whatever reason. */
	private final Refusals unready = new Refusals(System::nanoTime);

	Cluster(SlotTable slots, TopologyMonitor monitor, RoutingListener listener) {
		this.slots = slots;
		this.monitor = monitor;
		this.listener = listener;
	}

	/**
	 * Who hears what commands meet.
	 */
	RoutingListener listener() {
		return this.listener;
	}

	/**
	 * Whether a node stands for none.
	 * @param node what {@link #anyPrimary} returned
	 * @return {@code true} for {@link #NO_NODE} alone
	 */
	@SuppressWarnings("ReferenceEquality") // a sentinel, asked for by every command
	static boolean isNone(Node node) {
		return node == NO_NODE;
	}

	SlotTable slots() {
		return this.slots;
	}

	TopologySnapshot snapshot() {
		return this.monitor.current();
	}

	/**
	 * A primary for a command without a key.
	 * @param isOpen whether a living connection to an endpoint exists; such nodes come
	 * first
	 * @return any primary that is not held to be down, or {@link #NO_NODE}
	 */
	Node anyPrimary(Predicate<Endpoint> isOpen) {
		List<Shard> shards = snapshot().shards();
		Node candidate = NO_NODE;
		int start = shards.isEmpty() ? 0 : ThreadLocalRandom.current().nextInt(shards.size());
		for (int i = 0; i < shards.size(); i++) {
			Node primary = shards.get((start + i) % shards.size()).primary();
			if (primary.failing()) {
				continue;
			}
			if (isOpen.test(primary.endpoint())) {
				return primary;
			}
			candidate = isNone(candidate) ? primary : candidate;
		}
		return candidate;
	}

	/**
	 * Whether news of the topology may name another node for what a node owns.
	 * @param endpoint of a node that cannot be reached
	 * @return {@code false} if nobody answers who could tell, or its shard has nobody
	 * left
	 */
	boolean mayTakeOver(Endpoint endpoint) {
		TopologySnapshot snapshot = snapshot();
		if (!snapshot.knows(endpoint)) {
			return true;
		}
		return this.monitor.lastOutcome().status() != RefreshOutcome.Status.FAILED && snapshot.shards()
			.stream()
			.map(Shard::nodes)
			.filter((nodes) -> nodes.stream().anyMatch((node) -> node.answersAt(endpoint)))
			.flatMap(List::stream)
			.anyMatch((node) -> !node.failing() && !node.answersAt(endpoint));
	}

	/**
	 * Whether those who wait now wait for one node, while others may be well: then they
	 * must not take all threads. What the whole cluster says of itself, a migration, what
	 * a node says for a moment only, and the first topology, concern everybody.
	 */
	boolean concernsOneNode(Outcome outcome, Endpoint node) {
		if (outcome instanceof NotSent notSent) {
			return notSent.cause() instanceof ConnectionLostException lost ? lost.isUnreachable()
					: notSent.cause() instanceof Failures.NoOwner noOwner && isUnowned(noOwner.slot());
		}
		if (outcome instanceof NotNow notNow) {
			return switch (notNow.state()) {
				case LOADING, MASTERDOWN -> this.unready.lasts(node);
				case CLUSTERDOWN -> {
					boolean alone = notNow.reply().contains("not served") || this.refusals.isAlone(node);
					yield this.unready.lasts(node) && alone;
				}
				case TRYAGAIN, READONLY -> false;
			};
		}
		return false;
	}

	/**
	 * Whether there is still no node for a command that found none: it may have looked
	 * right before the first topology came, as every caller of an application that starts
	 * under load does.
	 * @param slot negative for a command without a key
	 */
	private boolean isUnowned(int slot) {
		return (slot >= 0) ? this.slots.isUnowned(slot)
				: snapshot().version() > 0 && isNone(anyPrimary((endpoint) -> true));
	}

	RefreshOutcome lastRefresh() {
		return this.monitor.lastOutcome();
	}

	void requestRefresh(RefreshTrigger trigger) {
		this.monitor.request(trigger);
	}

}
