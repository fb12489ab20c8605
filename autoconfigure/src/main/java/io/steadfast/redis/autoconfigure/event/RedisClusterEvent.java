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
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Something that a connection factory has learned of its cluster. Published, for
 * {@code @EventListener} methods, in order and one after the other, on a thread of the
 * factory's own; {@link MessagesMayBeMissing} on one of the client resources' event
 * executors. A listener that blocks delays what comes after it, and of one that is a
 * thousand behind later events are lost.
 */
public sealed interface RedisClusterEvent {

	/**
	 * Which cluster.
	 * @return the name of the connection factory's bean
	 */
	String connectionFactory();

	/**
	 * Nodes or slots have changed.
	 *
	 * @param connectionFactory the name of the connection factory's bean
	 * @param diff what changed
	 * @param topology the topology from now on
	 */
	record TopologyChanged(String connectionFactory, TopologyDiff diff,
			TopologySnapshot topology) implements RedisClusterEvent {
	}

	/**
	 * A node has left the topology.
	 *
	 * @param connectionFactory the name of the connection factory's bean
	 * @param node the node as it was known
	 */
	record NodeGone(String connectionFactory, Node node) implements RedisClusterEvent {
	}

	/**
	 * The circuit breaker of a node has changed its state. It is closed, too, when the
	 * node is not connected to any more: it has left, has become a replica, or the
	 * factory stops.
	 *
	 * @param connectionFactory the name of the connection factory's bean
	 * @param node where the node is reached
	 * @param breaker the name of the breaker in Resilience4j's registry
	 * @param from the state until now
	 * @param to the state from now on
	 */
	record BreakerChanged(String connectionFactory, Endpoint node, String breaker, State from,
			State to) implements RedisClusterEvent {
	}

	/**
	 * Something has begun to happen to a shard; what it is may be seen better later.
	 *
	 * @param connectionFactory the name of the connection factory's bean
	 * @param incident what is known by now
	 */
	record IncidentBegan(String connectionFactory, Incident incident) implements RedisClusterEvent {
	}

	/**
	 * What happened to a shard is over; a failover is told in this way too, by its kind.
	 *
	 * @param connectionFactory the name of the connection factory's bean
	 * @param incident the summary
	 */
	record IncidentEnded(String connectionFactory, Incident incident) implements RedisClusterEvent {
	}

	/**
	 * Listeners may have missed messages.
	 *
	 * @param connectionFactory the name of the connection factory's bean
	 * @param gap why, and for how long
	 */
	record MessagesMayBeMissing(String connectionFactory, SubscriptionGap gap) implements RedisClusterEvent {
	}

}
