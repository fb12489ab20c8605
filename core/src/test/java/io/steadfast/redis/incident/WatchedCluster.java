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

package io.steadfast.redis.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologySnapshotBuilder;

/**
 * A tracker over topologies that a test publishes, in virtual time. Shards a, b and c own
 * a third of the slots each and have the replicas ar, br and cr; a node's host is its id.
 */
final class WatchedCluster {

	final Incidents incidents;

	final List<Incident> began = new ArrayList<>();

	final List<Incident> ended = new ArrayList<>();

	final IncidentTracker tracker;

	int refreshes;

	private TopologySnapshot current = TopologySnapshot.empty();

	private long now = 1_000_000_000L;

	WatchedCluster() {
		this(new Incidents());
	}

	WatchedCluster(Incidents incidents) {
		this.incidents = incidents;
		this.tracker = new IncidentTracker(this.incidents, () -> this.now,
				Clock.fixed(Instant.EPOCH.plusSeconds(1_000), ZoneOffset.UTC), Runnable::run, () -> this.refreshes++);
		this.incidents.addListener(new IncidentListener() {

			@Override
			public void incidentEnded(Incident incident) {
				WatchedCluster.this.ended.add(incident);
			}

			@Override
			public void incidentBegan(Incident incident) {
				WatchedCluster.this.began.add(incident);
			}

		});
		publish((topology) -> shards(topology, "abc"));
	}

	static void shards(TopologySnapshotBuilder topology, String ids) {
		for (char id : ids.toCharArray()) {
			String name = String.valueOf(id);
			topology.node(primary(name)).node(replica(name + "r", name));
			switch (id) {
				case 'a' -> topology.slots("a", 0, 5460);
				case 'b' -> topology.slots("b", 5461, 10922);
				case 'c' -> topology.slots("c", 10923, 16383);
				default -> {
				}
			}
		}
	}

	static Endpoint at(String host) {
		return new Endpoint(host, 6379);
	}

	static Node primary(String id) {
		return node(id, id, "", false);
	}

	static Node replica(String id, String primaryId) {
		return node(id, id, primaryId, false);
	}

	static Node failing(String id, String primaryId) {
		return node(id, id, primaryId, true);
	}

	static Node node(String id, String host, String primaryId, boolean failing) {
		return new Node(id, at(host), Set.of(), primaryId.isEmpty() ? NodeRole.PRIMARY : NodeRole.REPLICA, primaryId, 1,
				failing);
	}

	void publish(Consumer<TopologySnapshotBuilder> content) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder();
		content.accept(builder);
		TopologySnapshot next = builder.build(this.current.version() + 1, this.now);
		TopologySnapshot before = this.current;
		this.current = next;
		this.tracker.topologyChanged(before, next, TopologyDiff.between(before, next));
	}

	void saw(int times, Sign sign, String at, String towards) {
		for (int i = 0; i < times; i++) {
			this.tracker.saw(sign, at(at), at(towards));
		}
	}

	void saw(Sign sign, String at) {
		saw(1, sign, at, at);
	}

	/**
	 * Let time pass, with a look every tenth of a second.
	 */
	void pass(long millis) {
		for (long passed = 0; passed < millis; passed += 100) {
			this.now += Duration.ofMillis(Math.min(100, millis - passed)).toNanos();
			this.tracker.tick();
		}
	}

	/**
	 * The only incident that there was, when it is over.
	 */
	Incident only() {
		pass(10_000);
		if (this.ended.size() != 1 || !this.incidents.current().isEmpty()) {
			throw new AssertionError("over: " + this.ended + ", on: " + this.incidents.current());
		}
		return this.ended.get(0);
	}

}
