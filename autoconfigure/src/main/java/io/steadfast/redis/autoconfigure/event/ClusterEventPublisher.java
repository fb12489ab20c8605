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

package io.steadfast.redis.autoconfigure.event;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.SubscriptionGapListener;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.BreakerChanged;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.IncidentBegan;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.IncidentEnded;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.MessagesMayBeMissing;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.NodeGone;
import io.steadfast.redis.autoconfigure.event.RedisClusterEvent.TopologyChanged;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.incident.IncidentListener;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what one connection factory tells, until it is closed. Called by the
 * factory's thread for listeners, and of gaps by threads of the client resources.
 */
final class ClusterEventPublisher implements ClusterListener, IncidentListener, SubscriptionGapListener {

	private final String name;

	private final ApplicationEventPublisher publisher;

	/** Written when the context closes, which takes no events any more. */
	private volatile boolean closed;

	ClusterEventPublisher(String name, ApplicationEventPublisher publisher) {
		this.name = name;
		this.publisher = publisher;
	}

	void close() {
		this.closed = true;
	}

	private void publish(RedisClusterEvent event) {
		if (!this.closed) {
			this.publisher.publishEvent(event);
		}
	}

	@Override
	public void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		if (!diff.isEmpty()) {
			publish(new TopologyChanged(this.name, diff, after));
		}
		diff.removed().forEach((node) -> publish(new NodeGone(this.name, node)));
	}

	@Override
	public void breakerChanged(Endpoint node, String breaker, State from, State to) {
		publish(new BreakerChanged(this.name, node, breaker, from, to));
	}

	@Override
	public void incidentBegan(Incident incident) {
		publish(new IncidentBegan(this.name, incident));
	}

	@Override
	public void incidentEnded(Incident incident) {
		publish(new IncidentEnded(this.name, incident));
	}

	@Override
	public void messagesMayBeMissing(SubscriptionGap gap) {
		publish(new MessagesMayBeMissing(this.name, gap));
	}

}
