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

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingClosedException;
import io.steadfast.redis.SteadfastRedisException;
import io.steadfast.redis.incident.IncidentTracker;
import io.steadfast.redis.incident.Sign;
import io.steadfast.redis.resilience.CommandTable;
import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.status.RetryReason;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.SlotOwner;
import io.steadfast.redis.topology.SlotTable;

/**
 * Counts what the routing meets, and tells the tracker of incidents where it was met. Any
 * thread may call it; keeps no state but the counts.
 */
final class RoutingRecord implements RoutingListener {

	private final RoutingCounters counters = new RoutingCounters();

	private final IncidentTracker incidents;

	private final SlotTable slots;

	RoutingRecord(IncidentTracker incidents, SlotTable slots) {
		this.incidents = incidents;
		this.slots = slots;
	}

	RoutingCounters counters() {
		return this.counters;
	}

	@Override
	public void redirected(RoutedCommand<?, ?, ?> command, RedirectType type, Endpoint target, int ofThisCommand) {
		this.counters.redirected(type, ofThisCommand);
		this.incidents.saw((type == RedirectType.ASK) ? Sign.ASKED : Sign.MOVED, nodeOf(command), target);
	}

	@Override
	public void repeated(RoutedCommand<?, ?, ?> command, RetryReason reason) {
		this.counters.repeated(reason);
		Endpoint node = nodeOf(command);
		this.incidents.saw(switch (reason) {
			case TRYAGAIN -> Sign.REPEATED_IN_MIGRATION;
			case CLUSTERDOWN, LOADING, MASTERDOWN -> Sign.REPEATED_NOT_SERVED;
			case READONLY, UNREACHABLE, NO_OWNER, NOT_SENT, REPLY_LOST -> Sign.REPEATED;
		}, node, node);
	}

	@Override
	public void failed(RoutedCommand<?, ?, ?> command, Throwable failure) {
		if (!(failure instanceof SteadfastRedisException) || failure instanceof RoutingClosedException) {
			return;
		}
		boolean mayHaveRun = failure instanceof AmbiguousOutcomeException
				|| (failure instanceof PatienceExhaustedException && command.wasSent()
						&& CommandTable.changesData(command));
		this.counters.surfaced(mayHaveRun);
		Endpoint node = nodeOf(command);
		this.incidents.saw(mayHaveRun ? Sign.SURFACED_AMBIGUOUS : Sign.SURFACED, node, node);
	}

	@Override
	public void connectionOpened() {
		this.counters.connectionOpened();
	}

	@Override
	public void connectionEnded(Endpoint endpoint, ConnectionEnd how) {
		this.counters.connectionEnded(how);
		this.incidents.saw(switch (how) {
			case UNREACHABLE -> Sign.UNREACHABLE;
			case LOST -> Sign.DISCONNECTED;
			case STALLED -> Sign.STALLED;
		}, endpoint, endpoint);
	}

	/**
	 * The node of an attempt; while it pauses, the owner of its slot.
	 */
	private Endpoint nodeOf(RoutedCommand<?, ?, ?> command) {
		NodeConnection connection = command.connection();
		if (connection != null) {
			return connection.endpoint();
		}
		SlotOwner owner = (command.slot() >= 0) ? this.slots.ownerOf(command.slot()) : SlotOwner.NONE;
		return owner.isNone() ? Cluster.NO_NODE.endpoint() : owner.node().endpoint();
	}

}
