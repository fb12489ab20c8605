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

package io.steadfast.redis.autoconfigure.metrics;

import java.util.Locale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.incident.IncidentKind;
import io.steadfast.redis.incident.IncidentListener;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.RefreshOutcome;

/**
 * The timers of one factory: its refreshes, and the incidents of its cluster. Called by
 * the threads of the factory's listeners.
 */
final class EventTimers implements ClusterListener, IncidentListener {

	private final MeterRegistry registry;

	private final Tags tags;

	/** Guarded by this, as is what would come back to the registry otherwise. */
	private boolean ended;

	EventTimers(MeterRegistry registry, Tags tags) {
		this.registry = registry;
		this.tags = tags;
	}

	void listenTo(TopologyAwareConnectionFactory factory) {
		for (IncidentKind kind : IncidentKind.values()) {
			// At zero before the first one: an increase from nothing is not seen.
			incident(kind);
		}
		factory.addClusterListener(this);
		factory.getIncidents().addListener(this);
	}

	/**
	 * Record nothing more, so that the timers may leave their registry for good.
	 */
	void leave(TopologyAwareConnectionFactory factory) {
		factory.removeClusterListener(this);
		factory.getIncidents().removeListener(this);
		synchronized (this) {
			this.ended = true;
		}
	}

	@Override
	public synchronized void refreshEnded(RefreshOutcome outcome) {
		if (this.ended) {
			return;
		}
		Timer.builder("steadfast.redis.refresh")
			.description("Refreshes of the topology")
			.tags(this.tags.and("trigger", tagValue(outcome.trigger()), "outcome", tagValue(outcome.status())))
			.register(this.registry)
			.record(outcome.took());
	}

	@Override
	public synchronized void incidentEnded(Incident incident) {
		if (!this.ended) {
			incident(incident.kind()).record(incident.duration());
		}
	}

	private Timer incident(IncidentKind kind) {
		return Timer.builder("steadfast.redis.incident")
			.description("Incidents that are over, from their first sign to their last")
			.tags(this.tags.and("kind", tagValue(kind)))
			.register(this.registry);
	}

	private static String tagValue(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

}
