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

package io.steadfast.redis;

import java.time.Duration;

/**
 * The limits within which commands are routed: how long one command may take, and what
 * may wait.
 *
 * @param patience total time of one command over all its attempts; a command that has no
 * answer by then fails with a typed exception
 * @param ambiguousCommands what is done about a command whose reply was lost
 * @param waiting how much may wait
 * @param connections how the connections to one node are kept
 * @param topology how the topology is kept fresh
 */
public record RoutingOptions(Duration patience, AmbiguousCommands ambiguousCommands, WaitingOptions waiting,
		ConnectionOptions connections, TopologyOptions topology) {

	public RoutingOptions {
		requirePositive("patience", patience);
	}

	/**
	 * The defaults of the product.
	 * @return options with a patience of five seconds that repeat what is idempotent
	 */
	public static RoutingOptions defaults() {
		return new RoutingOptions(Duration.ofSeconds(5), AmbiguousCommands.REPEAT_IDEMPOTENT, WaitingOptions.defaults(),
				ConnectionOptions.defaults(), TopologyOptions.defaults());
	}

	public RoutingOptions withPatience(Duration patience) {
		return new RoutingOptions(patience, this.ambiguousCommands, this.waiting, this.connections, this.topology);
	}

	public RoutingOptions withAmbiguousCommands(AmbiguousCommands ambiguousCommands) {
		return new RoutingOptions(this.patience, ambiguousCommands, this.waiting, this.connections, this.topology);
	}

	public RoutingOptions withWaiting(WaitingOptions waiting) {
		return new RoutingOptions(this.patience, this.ambiguousCommands, waiting, this.connections, this.topology);
	}

	public RoutingOptions withConnections(ConnectionOptions connections) {
		return new RoutingOptions(this.patience, this.ambiguousCommands, this.waiting, connections, this.topology);
	}

	public RoutingOptions withTopology(TopologyOptions topology) {
		return new RoutingOptions(this.patience, this.ambiguousCommands, this.waiting, this.connections, topology);
	}

	private static void requirePositive(String name, Duration value) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(name + " is " + value + ", but must be longer than zero");
		}
	}

	/**
	 * How much may wait.
	 *
	 * @param total number of commands that may wait for a retry at once, over all nodes;
	 * the next one fails at once
	 * @param blockingPerNode number of blocking callers that may wait for one node at
	 * once; the next one fails at once
	 * @param overdue how long commands may be in flight without a byte being read, or a
	 * handshake may take, before their callers count as waiting
	 */
	public record WaitingOptions(int total, int blockingPerNode, Duration overdue) {

		public WaitingOptions {
			if (total < 0) {
				throw new IllegalArgumentException("waiting.total is " + total + ", but cannot be negative");
			}
			if (blockingPerNode < 0) {
				throw new IllegalArgumentException(
						"waiting.blockingPerNode is " + blockingPerNode + ", but cannot be negative");
			}
			requirePositive("waiting.overdue", overdue);
		}

		/**
		 * The defaults of the product.
		 * @return 16 blocking callers for each node, 10,000 commands in all
		 */
		public static WaitingOptions defaults() {
			return new WaitingOptions(10_000, 16, Duration.ofSeconds(1));
		}

	}

	/**
	 * How the connections to one node are kept.
	 *
	 * @param perNode number of connections to one node; one slot always uses the same one
	 * @param drainTimeout how long the connection of a removed node may finish its work
	 * before it is closed
	 * @param stallTimeout how long commands may be in flight without a byte being read
	 * before the connection is replaced
	 * @param flushConsolidation number of flushes of one connection that may become one,
	 * 0 for none
	 * @param packEventLoops whether the connections share as few event loops as carry
	 * them; if not, each takes the next one in turn
	 * @param blocking number of connections for commands that block, over all nodes; each
	 * such command has one of its own, and the next one fails at once
	 */
	public record ConnectionOptions(int perNode, Duration drainTimeout, Duration stallTimeout, int flushConsolidation,
			boolean packEventLoops, int blocking) {

		public ConnectionOptions {
			if (perNode < 1) {
				throw new IllegalArgumentException(
						"connections.perNode is " + perNode + ", but a node needs at least one connection");
			}
			requirePositive("connections.drainTimeout", drainTimeout);
			requirePositive("connections.stallTimeout", stallTimeout);
			if (blocking < 1) {
				throw new IllegalArgumentException(
						"connections.blocking is " + blocking + ", but a command that blocks needs a connection");
			}
		}

		/**
		 * The defaults of the product.
		 * @return one connection for each node, replaced after a stall of two seconds, on
		 * few event loops; a thousand for commands that block
		 */
		public static ConnectionOptions defaults() {
			return new ConnectionOptions(1, Duration.ofSeconds(5), Duration.ofSeconds(2), 256, true, 1_000);
		}

	}

	/**
	 * How the topology is kept fresh.
	 *
	 * @param refreshPeriod time between two periodic refreshes, with jitter
	 * @param minRefreshInterval shortest time between two refreshes; grows while
	 * refreshes fail or change nothing
	 * @param sources number of nodes asked in one refresh, unless they disagree
	 */
	public record TopologyOptions(Duration refreshPeriod, Duration minRefreshInterval, int sources) {

		public TopologyOptions {
			requirePositive("topology.refreshPeriod", refreshPeriod);
			requirePositive("topology.minRefreshInterval", minRefreshInterval);
			if (sources < 1) {
				throw new IllegalArgumentException(
						"topology.sources is " + sources + ", but a refresh asks at least one node");
			}
		}

		/**
		 * The defaults of the product.
		 * @return options with a refresh every thirty seconds, three nodes asked
		 */
		public static TopologyOptions defaults() {
			return new TopologyOptions(Duration.ofSeconds(30), Duration.ofMillis(100), 3);
		}

	}

}
