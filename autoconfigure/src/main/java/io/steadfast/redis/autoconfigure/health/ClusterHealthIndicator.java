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

package io.steadfast.redis.autoconfigure.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.status.Coverage;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.SlotTable;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/**
 * How well a cluster serves this application, as far as its connection factory knows.
 * Without a probe it asks nobody: the answer takes no longer while the cluster is gone.
 * Any thread may ask.
 */
public final class ClusterHealthIndicator implements HealthIndicator {

	/**
	 * Not every slot is served, or a breaker is open. Without a mapping of the
	 * application's own this is told with HTTP status 200.
	 */
	public static final Status DEGRADED = new Status("DEGRADED");

	private final TopologyAwareConnectionFactory factory;

	private final Duration gracePeriod;

	private final boolean probe;

	/**
	 * Create an indicator.
	 * @param factory knows the cluster
	 * @param gracePeriod how long slots may be without service before the cluster is
	 * {@link Status#DOWN}; zero for none
	 * @param probe whether to send PING to every primary, and wait for the answers for
	 * {@link PrimaryProbe#LIMIT}; they change nothing but the details
	 */
	public ClusterHealthIndicator(TopologyAwareConnectionFactory factory, Duration gracePeriod, boolean probe) {
		this.factory = factory;
		this.gracePeriod = gracePeriod;
		this.probe = probe;
	}

	@Override
	public Health health() {
		if (!this.factory.isRunning()) {
			return Health.down().withDetail("reason", "the connection factory is stopped").build();
		}
		ClusterStatus status = this.factory.getStatus();
		Health.Builder health = Health.status(statusOf(status));
		health.withDetail("slots", slots(status.coverage()));
		health.withDetail("shards", shards(status));
		health.withDetail("nodes", nodes(status));
		health.withDetail("topology", topology(status));
		health.withDetail("waiting", waiting(status));
		List<Incident> incidents = this.factory.getIncidents().current();
		if (!incidents.isEmpty()) {
			health.withDetail("incidents", incidents.stream().map(Incident::summary).toList());
		}
		if (this.probe) {
			health.withDetail("probe", Objects.requireNonNull(PrimaryProbe.of(this.factory).block()));
		}
		return health.build();
	}

	private Status statusOf(ClusterStatus status) {
		Coverage coverage = status.coverage();
		if (!coverage.isComplete()) {
			return (coverage.impairedFor().compareTo(this.gracePeriod) >= 0) ? Status.DOWN : DEGRADED;
		}
		return status.nodes().stream().anyMatch(NodeStatus::isCutOff) ? DEGRADED : Status.UP;
	}

	private static Map<String, Object> slots(Coverage coverage) {
		Map<String, Object> slots = new TreeMap<>();
		slots.put("served", coverage.servedSlots());
		slots.put("notServed", SlotTable.SLOTS - coverage.servedSlots());
		if (!coverage.isComplete()) {
			slots.put("impairedFor", coverage.impairedFor());
		}
		return slots;
	}

	private static Map<String, Object> waiting(ClusterStatus status) {
		return new TreeMap<>(Map.of("commands", status.commandsWaiting(), "callers", status.callersWaiting()));
	}

	private static Map<String, Object> shards(ClusterStatus status) {
		List<Shard> shards = status.topology().shards();
		Map<String, Object> counts = new TreeMap<>();
		counts.put("count", shards.size());
		counts.put("withoutReplica", shards.stream().filter((shard) -> shard.replicas().isEmpty()).count());
		counts.put("primaryDown", shards.stream().filter((shard) -> shard.primary().failing()).count());
		return counts;
	}

	private static Map<String, Object> nodes(ClusterStatus status) {
		Map<String, Object> nodes = new TreeMap<>();
		status.nodes().forEach((node) -> nodes.put(node.node().endpoint().toString(), describe(node)));
		return nodes;
	}

	private static String describe(NodeStatus node) {
		String role = (node.node().role() == NodeRole.PRIMARY) ? "primary" : "replica";
		return role + (node.node().failing() ? ", down by the cluster's word" : "")
				+ (node.isCutOff() ? ", breaker open" : "");
	}

	private static Map<String, Object> topology(ClusterStatus status) {
		RefreshOutcome refresh = status.lastRefresh();
		Map<String, Object> topology = new TreeMap<>();
		topology.put("version", status.topology().version());
		topology.put("age", status.topologyAge());
		topology.put("lastRefresh", refresh.status());
		topology.put("lastRefreshTrigger", refresh.trigger());
		topology.put("lastRefreshAgo", status.sinceLastRefresh());
		topology.put("lastRefreshDetail", refresh.detail());
		return topology;
	}

}
