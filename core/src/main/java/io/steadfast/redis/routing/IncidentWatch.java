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

import java.time.Clock;
import java.util.concurrent.Executor;

import io.steadfast.redis.incident.IncidentTracker;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.status.CommandCounts;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;

/**
 * Ties the tracker of incidents to the monitor and the timer of a cluster.
 */
final class IncidentWatch {

	private final IncidentTracker tracker;

	private final RoutingRecord record;

	private final TopologyMonitor monitor;

	private IncidentWatch(IncidentTracker tracker, RoutingRecord record, TopologyMonitor monitor) {
		this.tracker = tracker;
		this.record = record;
		this.monitor = monitor;
	}

	/**
	 * Watch a cluster until it ends.
	 */
	static IncidentWatch begin(Incidents incidents, TopologyMonitor monitor, SlotTable slots, Timer timer,
			Executor callbacks) {
		IncidentTracker tracker = new IncidentTracker(incidents, System::nanoTime, Clock.systemUTC(), callbacks,
				() -> monitor.request(RefreshTrigger.FOLLOW_UP));
		monitor.addListener(tracker);
		timer.every(IncidentTracker.TICK, tracker::tick);
		return new IncidentWatch(tracker, new RoutingRecord(tracker, slots), monitor);
	}

	void end() {
		this.tracker.close();
	}

	void connectionEnded(Endpoint endpoint, ConnectionEnd how) {
		this.record.connectionEnded(endpoint, how);
		this.monitor.request(RefreshTrigger.DISCONNECT);
	}

	RoutingListener listener() {
		return this.record;
	}

	CommandCounts counts() {
		return this.record.counters().counts();
	}

}
