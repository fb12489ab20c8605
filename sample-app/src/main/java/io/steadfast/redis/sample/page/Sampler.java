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

package io.steadfast.redis.sample.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.sample.cluster.Wire;
import io.steadfast.redis.sample.drill.DrillGround;
import io.steadfast.redis.sample.traffic.Traffic;
import io.steadfast.redis.status.ClusterStatus;
import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Looks at what the application counts anyway, from the first browser to the last; each
 * such time has a sampler of its own. Used by one thread at a time.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class Sampler implements AutoCloseable {

	private static final double NANOS_A_SECOND = 1e9;

	private final Traffic traffic;

	private final @Nullable TopologyAwareConnectionFactory factory;

	private final HealthWatch health;

	private final DrillGround ground;

	private final PlainBoot plain;

	private final History history;

	private final SideMeter ours;

	private long[] slotsBefore;

	private long lookedAt = System.nanoTime();

	Sampler(Traffic traffic, Wire wire, ObjectProvider<TopologyAwareConnectionFactory> factory, HealthWatch health,
			DrillGround ground, PlainBoot plain, History history) {
		this.traffic = traffic;
		this.factory = factory.getIfAvailable();
		this.health = health;
		this.ground = ground;
		this.plain = plain;
		this.history = history;
		this.ours = new SideMeter(traffic, wire, retriesOf(this.factory));
		this.slotsBefore = traffic.endedBySlot();
		plain.start();
	}

	private static @Nullable LongSupplier retriesOf(@Nullable TopologyAwareConnectionFactory factory) {
		return (factory != null)
				? () -> factory.getCounts().retries().values().stream().mapToLong(Long::longValue).sum() : null;
	}

	Look look() {
		ClusterStatus status = (this.factory != null) ? this.factory.getStatus() : ClusterStatus.stopped();
		Map<String, Integer> shards = ShardNumbers.of(status.topology(), this::shardOf);
		Point point = point(status.topology(), shards);
		this.history.add(point);
		return new Look(point, view(status, shards));
	}

	private int shardOf(String nodeId) {
		return (this.factory != null) ? this.factory.getIncidents().shardOf(nodeId) : 0;
	}

	private Point point(TopologySnapshot topology, Map<String, Integer> shards) {
		long now = System.nanoTime();
		double seconds = (now - this.lookedAt) / NANOS_A_SECOND;
		this.lookedAt = now;
		return new Point(System.currentTimeMillis(), seconds, this.ours.read(), this.plain.read(),
				callsByShard(topology, shards));
	}

	private Map<Integer, Long> callsByShard(TopologySnapshot topology, Map<String, Integer> shards) {
		long[] slotsNow = this.traffic.endedBySlot();
		Map<Integer, Long> calls = new TreeMap<>();
		for (int slot = 0; slot < slotsNow.length; slot++) {
			long ended = slotsNow[slot] - this.slotsBefore[slot];
			if (ended > 0) {
				String owner = topology.covers(slot) ? topology.shardOf(slot).primary().id() : "";
				calls.merge(shards.getOrDefault(owner, 0), ended, Long::sum);
			}
		}
		this.slotsBefore = slotsNow;
		return calls;
	}

	private View view(ClusterStatus status, Map<String, Integer> shards) {
		List<SlotRun> slots = (this.factory != null) ? SlotRun.of(status.topology(), shards) : List.of();
		List<IncidentRow> incidents = (this.factory != null)
				? this.factory.getIncidents().current().stream().map(IncidentRow::of).toList() : List.of();
		// ours asks nobody; Boot's own indicator would ask a node, and wait for it
		HealthComponent health = (this.factory != null) ? this.health.look() : null;
		return new View(health, slots, NodeRow.of(status, shards), incidents, status.commandsWaiting(),
				status.topologyAge().toMillis(), this.ground.running().orElse(null), this.plain.state());
	}

	@Override
	public void close() {
		this.ours.close();
		this.plain.stop();
	}

}
