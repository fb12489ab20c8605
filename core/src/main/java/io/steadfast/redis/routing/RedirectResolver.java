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

import java.util.function.Supplier;

import io.steadfast.redis.routing.Redirect.Kind;
import io.steadfast.redis.routing.Redirect.To;
import io.steadfast.redis.routing.Redirect.Unreadable;
import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Turns a redirect into the next step of a command. Every path ends in a
 * {@link Resolution}; there is no "not found". Called by event loops; does not block.
 */
final class RedirectResolver {

	private final SlotTable slots;

	private final Supplier<TopologySnapshot> topology;

	private final NodeConnections connections;

	RedirectResolver(SlotTable slots, Supplier<TopologySnapshot> topology, NodeConnections connections) {
		this.slots = slots;
		this.topology = topology;
		this.connections = connections;
	}

	/**
	 * Resolve a redirect.
	 * @param command the attempt that met it
	 * @param answeredBy the connection on which it came
	 * @param reply the error line
	 * @return where to go next, or that only a refresh helps
	 */
	Resolution resolve(RoutedCommand<?, ?, ?> command, NodeConnection answeredBy, String reply) {
		Redirect redirect = Redirect.parse(reply, answeredBy.endpoint());
		if (redirect.target() instanceof Unreadable unreadable) {
			return new RouteAgain(unreadable.why());
		}
		Endpoint named = ((To) redirect.target()).endpoint();
		Shard shard = this.topology.get().shardLedBy(named);
		if (redirect.kind() == Kind.ASK) {
			return new GoTo(shard, RedirectType.ASK, false);
		}
		if (shard.primary().answersAt(answeredBy.endpoint()) || named.equals(answeredBy.endpoint())) {
			return resolveToItself(command, answeredBy, shard);
		}
		if (redirect.slot() == command.slot() && isAboutItsOwner(command, answeredBy)) {
			this.slots.patch(command.slot(), command.owner(), shard);
		}
		return new GoTo(shard, RedirectType.MOVED, isPrimary(this.topology.get().nodeAt(named)));
	}

	/**
	 * A command without a key has no slot to patch. One that is addressed to a node may
	 * meet any node's view, which may be older than what led other commands elsewhere.
	 */
	private static boolean isAboutItsOwner(RoutedCommand<?, ?, ?> command, NodeConnection answeredBy) {
		return command.slot() >= 0 && (command.route().pinned() == null || command.owner().isAt(answeredBy.endpoint()));
	}

	private static boolean isPrimary(Node node) {
		return node.isKnown() && node.role() == NodeRole.PRIMARY;
	}

	/**
	 * The node names its own endpoint: another process answers there by now, and our
	 * socket still leads to the old one (same name, new address). All commands in flight
	 * on it are told the same; the first one replaces the connection.
	 */
	private Resolution resolveToItself(RoutedCommand<?, ?, ?> command, NodeConnection answeredBy, Shard shard) {
		if (answeredBy.access() != Access.READ_ONLY) {
			this.connections.replace(answeredBy);
		}
		else if (command.slot() >= 0) {
			// a replica that became the primary answers on a connection of its own
			this.slots.patch(command.slot(), command.owner(), shard);
		}
		return new GoTo(shard, RedirectType.MOVED_TO_ITSELF, false);
	}

	/**
	 * The next step of a redirected command.
	 */
	sealed interface Resolution {

		RedirectType type();

		/**
		 * The endpoint to go to.
		 * @param answeredBy the endpoint to return if none was named
		 */
		Endpoint target(Endpoint answeredBy);

	}

	/**
	 * Go to a node.
	 *
	 * @param shard the shard whose primary it is
	 * @param type what kind of redirect named it
	 * @param migration whether the topology knows the node as a primary, so that it is
	 * only one slot that moved
	 */
	record GoTo(Shard shard, RedirectType type, boolean migration) implements Resolution {

		/** Whether ASKING goes before the command. */
		boolean asking() {
			return this.type == RedirectType.ASK;
		}

		@Override
		public Endpoint target(Endpoint answeredBy) {
			return this.shard.primary().endpoint();
		}

	}

	/**
	 * Ask the slot table again, after a refresh.
	 *
	 * @param why what was wrong with the redirect
	 */
	record RouteAgain(String why) implements Resolution {

		@Override
		public RedirectType type() {
			return RedirectType.UNREADABLE;
		}

		@Override
		public Endpoint target(Endpoint answeredBy) {
			return answeredBy;
		}

	}

}
