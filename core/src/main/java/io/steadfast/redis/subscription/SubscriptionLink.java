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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one subscriber to one node, from the first packet to the last. Its
 * methods are the mailbox's, but for {@link #wants} and {@link #takeFarewell}, which the
 * event loop of its socket calls.
 */
final class SubscriptionLink {

	/** How long nothing is read before a PING asks whether anybody is there. */
	static final Duration PING_AFTER = Duration.ofSeconds(1);

	/**
	 * The most that one sweep adds to a silence: a process that stood still cannot tell
	 * who was silent.
	 */
	private static final long MOST_OF_ONE_SWEEP = TimeUnit.MILLISECONDS.toNanos(200);

	private final Node node;

	private final Carriers carriers;

	private final long startedNanos;

	/**
	 * What the node has been asked for and this link is not done with; written by the
	 * mailbox, read by the event loop.
	 */
	private final Set<Subscription> wanted = ConcurrentHashMap.newKeySet();

	/**
	 * How many unsubscriptions that the application asked for are not confirmed; counted
	 * up by the mailbox and down by the event loop, by the map's own operations.
	 */
	private final Map<Subscription, Integer> farewells = new ConcurrentHashMap<>();

	private @Nullable SubscriptionSocket<String, byte[]> socket;

	private boolean closed;

	private int pendingDrops;

	private boolean pinged;

	private long pingedNanos;

	private long silentNanos;

	private long sweptNanos;

	SubscriptionLink(Node node, Carriers carriers, long nowNanos) {
		this.node = node;
		this.carriers = carriers;
		this.startedNanos = nowNanos;
	}

	Endpoint endpoint() {
		return this.node.endpoint();
	}

	/**
	 * The node as the topology described it when this link was made.
	 */
	Node node() {
		return this.node;
	}

	void open(SubscriptionSocket<String, byte[]> opened) {
		this.socket = opened;
	}

	boolean isOpen() {
		return this.socket != null && !this.closed;
	}

	boolean isClosed() {
		return this.closed;
	}

	Duration connectingFor(long nowNanos) {
		return isOpen() ? Duration.ZERO : Duration.ofNanos(nowNanos - this.startedNanos);
	}

	/**
	 * When the node was heard for the last time.
	 */
	long heardNanos() {
		SubscriptionSocket<String, byte[]> current = this.socket;
		return (current != null) ? current.lastReadNanos() : this.startedNanos;
	}

	/**
	 * Whether this link has asked for a subscription and not given it up since.
	 */
	boolean wants(Subscription subscription) {
		return this.wanted.contains(subscription);
	}

	/**
	 * Whether an unsubscription that arrives is one that the application asked for.
	 */
	boolean takeFarewell(Subscription subscription) {
		boolean[] taken = new boolean[1];
		this.farewells.computeIfPresent(subscription, (key, count) -> {
			taken[0] = true;
			return (count > 1) ? count - 1 : null;
		});
		return taken[0];
	}

	/**
	 * From now on a confirmation counts.
	 */
	void want(Subscription subscription) {
		this.wanted.add(subscription);
	}

	/**
	 * Ask the node for a subscription. One name in each command, since a node answers
	 * each name for itself and refuses sharded channels of two slots in one command.
	 * @param subscription the channel or pattern
	 * @return completes on the event loop, before a message of it can arrive
	 */
	CompletionStage<Void> ask(Subscription subscription) {
		want(subscription);
		RedisPubSubAsyncCommands<String, byte[]> commands = commands();
		return switch (subscription.kind()) {
			case CHANNEL -> commands.subscribe(subscription.name());
			case PATTERN -> commands.psubscribe(subscription.name());
			case SHARD_CHANNEL -> commands.ssubscribe(subscription.name());
		};
	}

	/**
	 * End a subscription because the application asked for it: its listeners are told.
	 */
	CompletionStage<Void> end(Subscription subscription) {
		this.farewells.merge(subscription, 1, Integer::sum);
		return drop(subscription);
	}

	/**
	 * End a subscription that another link carries now.
	 */
	CompletionStage<Void> drop(Subscription subscription) {
		forget(subscription);
		this.pendingDrops++;
		RedisPubSubAsyncCommands<String, byte[]> commands = commands();
		return switch (subscription.kind()) {
			case CHANNEL -> commands.unsubscribe(subscription.name());
			case PATTERN -> commands.punsubscribe(subscription.name());
			case SHARD_CHANNEL -> commands.sunsubscribe(subscription.name());
		};
	}

	void dropped() {
		this.pendingDrops--;
	}

	/**
	 * Do not forward the messages of a subscription any more.
	 */
	void forget(Subscription subscription) {
		this.wanted.remove(subscription);
		this.carriers.ended(subscription, this);
	}

	boolean isBusy() {
		return this.pendingDrops > 0 && !this.closed;
	}

	private RedisPubSubAsyncCommands<String, byte[]> commands() {
		SubscriptionSocket<String, byte[]> current = this.socket;
		if (current == null) {
			throw new IllegalStateException("The link to " + this.node + " is not open");
		}
		return current.async();
	}

	/**
	 * Look at the silence of the node; called often.
	 * @param nowNanos the time of the sweep
	 * @param limit how long a PING may be without an answer
	 * @return whether it has been for longer
	 */
	boolean isStalled(long nowNanos, Duration limit) {
		SubscriptionSocket<String, byte[]> current = this.socket;
		if (current == null || this.closed || !maySendPings(current)) {
			return false;
		}
		long lastRead = current.lastReadNanos();
		long sweptBefore = this.sweptNanos;
		this.sweptNanos = nowNanos;
		if (this.pinged && lastRead - this.pingedNanos <= 0) {
			boolean wouldHaveHeard = current.hasRunSince(sweptBefore);
			this.silentNanos += wouldHaveHeard ? Math.min(nowNanos - sweptBefore, MOST_OF_ONE_SWEEP) : 0;
			return this.silentNanos >= limit.toNanos();
		}
		this.pinged = nowNanos - lastRead >= PING_AFTER.toNanos();
		if (this.pinged) {
			this.pingedNanos = System.nanoTime();
			this.silentNanos = 0;
			current.ping();
		}
		return false;
	}

	private boolean maySendPings(SubscriptionSocket<?, ?> current) {
		return current.pushes() || this.wanted.stream().noneMatch(Subscription::isSharded);
	}

	/**
	 * Close the socket, or what becomes of the handshake; nothing of it is forwarded from
	 * now on.
	 */
	void close() {
		this.closed = true;
		Set<Subscription> before = new HashSet<>(this.wanted);
		this.wanted.clear();
		before.forEach((subscription) -> this.carriers.ended(subscription, this));
		SubscriptionSocket<String, byte[]> current = this.socket;
		if (current != null) {
			current.closeAsync();
		}
	}

}
