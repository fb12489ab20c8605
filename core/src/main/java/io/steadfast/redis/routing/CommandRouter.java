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

import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.protocol.ReadOnlyCommands.ReadOnlyPredicate;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.resilience.ScriptSources;
import io.steadfast.redis.routing.RedirectResolver.GoTo;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotOwner;
import org.jspecify.annotations.Nullable;

/**
 * Takes each command from Lettuce and stays with it until it has an answer: chooses the
 * node, hands it to a connection, and decides what follows from the outcome of each
 * attempt.
 * <p>
 * Called by application threads for first attempts, by event loops for outcomes, by the
 * scheduler for repetitions; keeps no state of a command outside the command.
 */
public final class CommandRouter {

	private final Cluster cluster;

	private final NodeConnections connections;

	private final ExclusiveConnections exclusive;

	private final Repetitions repetitions;

	private final WaitingRooms rooms;

	private final Aftermath aftermath;

	private final ReadOnlyPredicate readOnly;

	private final ReadSelector reads;

	private final Retrying retrying;

	private final LongSupplier clock;

	private final ScriptSources scripts = new ScriptSources();

	CommandRouter(Cluster cluster, NodeConnections connections, ExclusiveConnections exclusive, Repetitions repetitions,
			WaitingRooms rooms, ReadOnlyPredicate readOnly, Retrying retrying, LongSupplier clock) {
		this.cluster = cluster;
		this.connections = connections;
		this.exclusive = exclusive;
		this.repetitions = repetitions;
		this.rooms = rooms;
		this.readOnly = readOnly;
		this.reads = new ReadSelector(connections.pools()::isFitForReads, connections.pools()::latencyNanos);
		this.retrying = retrying;
		this.clock = clock;
		this.aftermath = new Aftermath(this, cluster,
				new RedirectResolver(cluster.slots(), cluster::snapshot, connections), repetitions,
				new Failures(clock, cluster.slots()), rooms, retrying, this.scripts);
	}

	Retrying retrying() {
		return this.retrying;
	}

	Aftermath aftermath() {
		return this.aftermath;
	}

	RoutingListener listener() {
		return this.cluster.listener();
	}

	/**
	 * Take a command.
	 * @param <K> key type
	 * @param <V> value type
	 * @param <T> result type
	 * @param command the command of an application
	 * @param route how the commands of its connection are routed
	 * @return the command under way; it completes within the patience
	 */
	public <K, V, T> RedisCommand<K, V, T> take(RedisCommand<K, V, T> command, Route route) {
		RoutedCommand<K, V, T> routed = admit(command, route);
		dispatch(routed);
		return routed;
	}

	/**
	 * Take several commands; those for one connection leave in their order and in one
	 * flush.
	 * @param commands the commands of an application
	 * @param route how the commands of their connection are routed
	 */
	public void take(Collection<? extends RedisCommand<?, ?, ?>> commands, Route route) {
		Batches batches = new Batches(this);
		commands.forEach((command) -> batches.add(command, route));
		batches.send();
	}

	/**
	 * Bind a command for a connection on which it may leave together with others.
	 * @return {@code null} if it has to be looked at by itself
	 */
	@Nullable NodeConnection bindForBatch(RoutedCommand<?, ?, ?> command) {
		try {
			if (CommandKinds.isBlocking(command) || CommandKinds.isRefused(command)) {
				return null;
			}
			SlotOwner owner = ownerOf(command);
			Node node = nodeFor(command, owner);
			if (Cluster.isNone(node)) {
				return null;
			}
			NodePool pool = this.connections.pool(node.endpoint(), accessTo(node, command));
			if (!command.isPermittedBy(pool.breaker())) {
				return null;
			}
			NodeConnection connection = pool.stripes().connection(stripeOf(command));
			if (connection.health().isTroubled()) {
				return null;
			}
			command.boundFor(connection, owner, false);
			return connection;
		}
		catch (RuntimeException ex) {
			// met again, and told, when it is dispatched by itself
			return null;
		}
	}

	<K, V, T> RoutedCommand<K, V, T> admit(RedisCommand<K, V, T> command, Route route) {
		RoutedCommand<K, V, T> routed = new RoutedCommand<>(command, route.ofCaller(), CommandKinds.slotOf(command),
				this.clock.getAsLong());
		this.scripts.hear(command);
		this.repetitions.watch(routed);
		return routed;
	}

	void dispatch(RoutedCommand<?, ?, ?> command) {
		try {
			route(command);
		}
		catch (RuntimeException | Error ex) {
			this.aftermath.unroutable(command, ex);
		}
	}

	private void route(RoutedCommand<?, ?, ?> command) {
		if (CommandKinds.isRefused(command)) {
			if (command.end()) {
				command.fail(CommandKinds.refusal(command));
			}
			return;
		}
		SlotOwner owner = ownerOf(command);
		Node node = nodeFor(command, owner);
		if (Cluster.isNone(node)) {
			this.cluster.requestRefresh(RefreshTrigger.SLOT_WITHOUT_OWNER);
			endWithout(command, new NotSent(new Failures.NoOwner(command.slot(), this.cluster.lastRefresh())));
		}
		else {
			send(command, node.endpoint(), accessTo(node, command), owner, false);
		}
	}

	private SlotOwner ownerOf(RoutedCommand<?, ?, ?> command) {
		return (command.slot() >= 0) ? this.cluster.slots().ownerOf(command.slot()) : SlotOwner.NONE;
	}

	private Node nodeFor(RoutedCommand<?, ?, ?> command, SlotOwner owner) {
		Node pinned = command.route().pinned();
		if (pinned != null) {
			return pinned;
		}
		if (command.slot() < 0) {
			return this.cluster.anyPrimary(this.connections::isOpen);
		}
		if (owner.isNone()) {
			return Cluster.NO_NODE;
		}
		ReadFrom readFrom = command.route().getReadFrom();
		if (readFrom == ReadFrom.UPSTREAM || !this.readOnly.isReadOnly(command)) {
			return owner.node();
		}
		return this.reads.select(readFrom, owner.shard(), command.progress().pauses(),
				ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE / 2));
	}

	private static Access accessTo(Node node, RoutedCommand<?, ?, ?> command) {
		Access access = command.route().access();
		return (node.role() == NodeRole.REPLICA && access != Access.BESIDE) ? Access.READ_ONLY : access;
	}

	private static int stripeOf(RoutedCommand<?, ?, ?> command) {
		return Math.max(0, command.slot());
	}

	private void send(RoutedCommand<?, ?, ?> command, Endpoint endpoint, Access access, SlotOwner owner,
			boolean asking) {
		NodePool pool = this.connections.pool(endpoint, access);
		if (!command.isPermittedBy(pool.breaker())) {
			endWithout(command, new NotSent(Held.byBreaker(pool.breaker(), endpoint)));
			return;
		}
		if (!this.retrying.mayAttempt(command.progress())) {
			endWithout(command, new NotSent(Held.byBudget()));
			return;
		}
		NodeConnection connection = CommandKinds.isBlocking(command) ? this.exclusive.lease(endpoint, access, command)
				: pool.stripes().connection(stripeOf(command));
		if (connection == null) {
			this.aftermath.noConnection(command, this.exclusive.limit());
			return;
		}
		while (true) {
			command.boundFor(connection, owner, asking);
			if (connection.health().isTroubled() && !command.enterRoom(this.rooms.of(endpoint))) {
				this.aftermath.noPlace(command, endpoint);
				return;
			}
			switch (connection.write(command)) {
				case ACCEPTED -> {
					return;
				}
				case CLOSED -> {
					if (this.repetitions.isClosed()) {
						this.aftermath.expired(command);
						return;
					}
					if (CommandKinds.isBlocking(command)) {
						endWithout(command, new NotSent(new ConnectionLostException("its connection closed again")));
						return;
					}
					connection = this.connections.connectionTo(endpoint, access, stripeOf(command));
				}
				case FULL -> {
					this.aftermath.noRoom(command);
					return;
				}
			}
		}
	}

	private void endWithout(RoutedCommand<?, ?, ?> command, Outcome outcome) {
		if (command.end()) {
			this.aftermath.settle(command, outcome);
		}
	}

	/**
	 * Send the next attempt the way that the last one went.
	 */
	void repeatAt(RoutedCommand<?, ?, ?> next, Endpoint endpoint, Access access, RoutedCommand<?, ?, ?> last) {
		send(next, endpoint, access, last.owner(), last.isAsking());
	}

	/**
	 * Let reads go elsewhere for a while.
	 * @param replica the connection on which a replica said that it cannot serve
	 */
	void setAside(NodeConnection replica) {
		this.connections.pool(replica.endpoint(), replica.access()).setAside();
	}

	void follow(RoutedCommand<?, ?, ?> command, GoTo goTo) {
		try {
			send(command, goTo.shard().primary().endpoint(), command.route().access(), ownerOf(command), goTo.asking());
		}
		catch (RuntimeException | Error ex) {
			this.aftermath.unroutable(command, ex);
		}
	}

}
