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

package io.steadfast.redis.autoconfigure;

import java.time.Duration;

import io.steadfast.redis.AmbiguousCommands;
import io.steadfast.redis.StartupMode;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties below {@code steadfast.redis}. A value that cannot work is refused with
 * an {@link UnusablePropertyException}.
 *
 * @param enabled Whether to replace Boot's connection factory when a Redis Cluster is
 * configured.
 * @param patience Total time of one command over all its attempts; a little less than
 * spring.data.redis.timeout where that is shorter.
 * @param ambiguousCommands What is done about a command that was sent and has no reply,
 * reads excepted, which are always repeated.
 * @param startup What the start of the application waits for.
 * @param drainTimeout How long the connection of a removed node may finish its work.
 * @param overdue How long commands may be in flight without a byte being read, or a
 * handshake may take, before their callers count as waiting for the node.
 * @param stallTimeout How long commands may be in flight without a byte being read before
 * the connection is replaced.
 * @param connectionsPerNode Number of connections to each node, of which one slot always
 * uses the same one.
 * @param blockingConnections Number of commands that may block at once, over all nodes;
 * each has a connection of its own.
 * @param flushConsolidation Number of flushes of one connection that may become one, 0
 * for none.
 * @param packEventLoops Whether the connections share as few event loops as carry them;
 * if not, each takes the next one in turn.
 * @param dnsMaxTtl How long the address of a node's name may be used at most, with
 * Netty's resolver in the place of the JVM's.
 * @param waiting limits of what may wait
 * @param topology how the topology is kept fresh
 * @param health when the cluster counts as down
 * @param cache what becomes of caches while the cluster is away
 */
@ConfigurationProperties("steadfast.redis")
public record SteadfastRedisProperties(@DefaultValue("true") boolean enabled, @DefaultValue("5s") Duration patience,
		@DefaultValue("repeat-idempotent") AmbiguousCommands ambiguousCommands,
		@DefaultValue("lazy") StartupMode startup, @DefaultValue("5s") Duration drainTimeout,
		@DefaultValue("1s") Duration overdue, @DefaultValue("2s") Duration stallTimeout,
		@DefaultValue("1") int connectionsPerNode, @DefaultValue("1000") int blockingConnections,
		@DefaultValue("256") int flushConsolidation, @DefaultValue("true") boolean packEventLoops,
		@Nullable Duration dnsMaxTtl, @DefaultValue Waiting waiting, @DefaultValue Topology topology,
		@DefaultValue Health health, @DefaultValue Cache cache) {

	static final String ENABLED = "steadfast.redis.enabled";

	static final String PATIENCE = "steadfast.redis.patience";

	static final String DNS_MAX_TTL = "steadfast.redis.dns-max-ttl";

	static final String CACHE_FAIL_OPEN = "steadfast.redis.cache.fail-open";

	static final String REFRESH_PERIOD = "steadfast.redis.topology.refresh-period";

	public SteadfastRedisProperties {
		UnusablePropertyException.unlessPositive(PATIENCE, patience, "a command needs time for at least one attempt");
		UnusablePropertyException.unlessPositive("steadfast.redis.drain-timeout", drainTimeout,
				"the connection of a removed node needs time to finish its work");
		UnusablePropertyException.unlessPositive("steadfast.redis.overdue", overdue, "a node needs time to answer");
		UnusablePropertyException.unlessPositive("steadfast.redis.stall-timeout", stallTimeout,
				"a node needs time to answer");
		if (dnsMaxTtl != null) {
			UnusablePropertyException.unlessSeconds(DNS_MAX_TTL, dnsMaxTtl, "the DNS counts in whole seconds");
		}
		UnusablePropertyException.unlessAtLeast(1, "steadfast.redis.connections-per-node", connectionsPerNode,
				"a node needs at least one connection");
		UnusablePropertyException.unlessAtLeast(1, "steadfast.redis.blocking-connections", blockingConnections,
				"a command that blocks needs a connection of its own");
		UnusablePropertyException.unlessAtLeast(0, "steadfast.redis.flush-consolidation", flushConsolidation,
				"a number of flushes cannot be negative");
	}

	/**
	 * The properties below {@code steadfast.redis.waiting}.
	 *
	 * @param blockingPerNode Number of blocking callers that may wait for one node at
	 * once.
	 * @param total Number of commands that may wait for a retry at once, reactive and
	 * asynchronous ones included.
	 */
	public record Waiting(@DefaultValue("16") int blockingPerNode, @DefaultValue("10000") int total) {

		public Waiting {
			UnusablePropertyException.unlessAtLeast(0, "steadfast.redis.waiting.blocking-per-node", blockingPerNode,
					"a number of callers cannot be negative");
			UnusablePropertyException.unlessAtLeast(0, "steadfast.redis.waiting.total", total,
					"a number of commands cannot be negative");
		}

	}

	/**
	 * The properties below {@code steadfast.redis.topology}.
	 *
	 * @param refreshPeriod Time between two periodic refreshes of the topology, with
	 * jitter.
	 * @param minRefreshInterval Shortest time between two refreshes of the topology,
	 * growing while refreshes fail or change nothing.
	 * @param sources Number of nodes asked in one refresh of the topology, unless they
	 * disagree.
	 */
	public record Topology(@DefaultValue("30s") Duration refreshPeriod,
			@DefaultValue("100ms") Duration minRefreshInterval, @DefaultValue("3") int sources) {

		public Topology {
			UnusablePropertyException.unlessPositive(REFRESH_PERIOD, refreshPeriod,
					"some time must pass between two refreshes");
			UnusablePropertyException.unlessPositive("steadfast.redis.topology.min-refresh-interval",
					minRefreshInterval, "some time must pass between two refreshes");
			UnusablePropertyException.unlessAtLeast(1, "steadfast.redis.topology.sources", sources,
					"a refresh asks at least one node");
		}

	}

	/**
	 * The properties below {@code steadfast.redis.health}.
	 *
	 * @param gracePeriod How long slots may be without service before health says DOWN
	 * instead of DEGRADED, 0s for no grace.
	 * @param probe Whether each question for the health sends PING to every primary and
	 * adds the answers to the details.
	 */
	public record Health(@DefaultValue("30s") Duration gracePeriod, @DefaultValue("false") boolean probe) {

		public Health {
			UnusablePropertyException.unlessZeroOrMore("steadfast.redis.health.grace-period", gracePeriod,
					"a time cannot be negative");
		}

	}

	/**
	 * The properties below {@code steadfast.redis.cache}.
	 *
	 * @param failOpen Whether methods with a cache run without it while the cluster is
	 * away, instead of failing.
	 */
	public record Cache(@DefaultValue("false") boolean failOpen) {
	}

}
