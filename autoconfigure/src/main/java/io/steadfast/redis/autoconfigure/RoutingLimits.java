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

import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.RoutingOptions.WaitingOptions;

/**
 * The routing options that follow from our properties and, where ours are not set, from
 * those of Boot that mean the same.
 */
final class RoutingLimits {

	/** More than it takes to tell a caller that the patience is over. */
	private static final Duration TELLING = Duration.ofMillis(250);

	private final ClusterProperties properties;

	private final SteadfastRedisProperties ours;

	RoutingLimits(ClusterProperties properties) {
		this.properties = properties;
		this.ours = properties.routing();
	}

	/**
	 * The options for a client that gives up a command after the given time.
	 * @param commandTimeout the timeout of Lettuce, after all customizers; zero is none
	 * @return options whose patience is shorter than the timeout
	 */
	RoutingOptions routingOptions(Duration commandTimeout) {
		return new RoutingOptions(patience(commandTimeout), this.ours.ambiguousCommands(), waiting(), connections(),
				topology());
	}

	private WaitingOptions waiting() {
		return new WaitingOptions(this.ours.waiting().total(), this.ours.waiting().blockingPerNode(),
				this.ours.overdue());
	}

	private ConnectionOptions connections() {
		return new ConnectionOptions(this.ours.connectionsPerNode(), this.ours.drainTimeout(), this.ours.stallTimeout(),
				this.ours.flushConsolidation(), this.ours.packEventLoops(), this.ours.blockingConnections());
	}

	/**
	 * Callers that give up when the patience is over would only hear that, and not what
	 * is known of their command; nor would it be counted.
	 */
	private Duration patience(Duration commandTimeout) {
		Duration patience = this.ours.patience();
		if (commandTimeout.isZero() || commandTimeout.isNegative()) {
			return patience;
		}
		Duration quarter = commandTimeout.dividedBy(4);
		Duration limit = commandTimeout.minus((quarter.compareTo(TELLING) < 0) ? quarter : TELLING);
		// ConfigurationCheck says so
		return (patience.compareTo(limit) <= 0) ? patience : limit;
	}

	private TopologyOptions topology() {
		SteadfastRedisProperties.Topology topology = this.ours.topology();
		return new TopologyOptions(refreshPeriod(), topology.minRefreshInterval(), topology.sources());
	}

	private Duration refreshPeriod() {
		Duration bootsPeriod = this.properties.connection().getLettuce().getCluster().getRefresh().getPeriod();
		if (bootsPeriod == null || this.properties.isSet(SteadfastRedisProperties.REFRESH_PERIOD)) {
			return this.ours.topology().refreshPeriod();
		}
		return bootsPeriod;
	}

}
