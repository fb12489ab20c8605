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

package io.steadfast.redis.autoconfigure.endpoint;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import io.steadfast.redis.autoconfigure.ConfigurationReport;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.topology.RefreshOutcome;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows the clusters of this application, and lets an operator ask for a refresh or for
 * new connections to a node. Reading asks no node. Any thread may call it.
 */
@Endpoint(id = "rediscluster")
public class RedisClusterEndpoint {

	private final Map<String, TopologyAwareConnectionFactory> factories;

	private final ConfigurationReport report;

	private final Map<String, ClusterEvents> events = new LinkedHashMap<>();

	/**
	 * Create the endpoint.
	 * @param factories the connection factories by the names of their beans
	 * @param report what is configured for each of them
	 */
	public RedisClusterEndpoint(Map<String, TopologyAwareConnectionFactory> factories, ConfigurationReport report) {
		this.factories = Collections.unmodifiableMap(new LinkedHashMap<>(factories));
		this.report = report;
		this.factories.forEach((name, factory) -> {
			ClusterEvents remembered = new ClusterEvents(Clock.systemUTC());
			factory.addClusterListener(remembered);
			this.events.put(name, remembered);
		});
	}

	/**
	 * All clusters.
	 * @return each by the name of its connection factory
	 */
	@ReadOperation
	public Map<String, ClusterDescription> clusters() {
		Map<String, ClusterDescription> clusters = new LinkedHashMap<>();
		this.events.forEach((name, remembered) -> clusters.put(name, ClusterDescription.of(factory(name), remembered,
				this.report.options(name), this.report.findings(name))));
		return clusters;
	}

	private TopologyAwareConnectionFactory factory(String name) {
		TopologyAwareConnectionFactory factory = this.factories.get(name);
		if (factory == null) {
			throw new IllegalArgumentException("There is no connection factory " + name);
		}
		return factory;
	}

	/**
	 * One node.
	 * @param node its endpoint, as {@code host:port}, or its id
	 * @return {@code null} if no cluster has it
	 */
	@ReadOperation
	public @Nullable NodeDescription node(@Selector String node) {
		return clusters().values()
			.stream()
			.flatMap((cluster) -> cluster.nodes().stream())
			.filter((description) -> description.isNamed(node))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Ask the nodes of all clusters for their topology, and wait for it: no longer than a
	 * refresh may take, which is seconds. A cluster whose connection factory is stopped
	 * is not asked.
	 * @return how the refreshes ended, by the names of the connection factories;
	 * {@link RefreshOutcome#none()} for one that is stopped
	 */
	@WriteOperation
	public Map<String, RefreshOutcome> refresh() {
		Map<String, RefreshOutcome> outcomes = new LinkedHashMap<>();
		this.factories.forEach((name, factory) -> {
			try {
				factory.refreshTopology().toCompletableFuture().join();
			}
			catch (CompletionException | IllegalStateException ex) {
				// the outcome says so; a factory that is stopped has none
			}
			outcomes.put(name, factory.getStatus().lastRefresh());
		});
		return outcomes;
	}

	/**
	 * Replace the connections to a node; what is in flight may finish.
	 * @param node its endpoint, as {@code host:port}, or its id
	 * @return the endpoints of the nodes whose connections were replaced
	 * @throws InvalidEndpointRequestException if no cluster has it
	 */
	@WriteOperation
	public Map<String, List<String>> reconnect(@Selector String node) {
		List<String> reconnected = this.factories.values()
			.stream()
			.flatMap((factory) -> reconnect(factory, node))
			.toList();
		if (reconnected.isEmpty()) {
			// Nothing returned would be success, over HTTP.
			String reason = "No cluster has a node '" + node + "': name one by host:port or id, as GET shows them";
			throw new InvalidEndpointRequestException(reason, reason);
		}
		return Map.of("reconnected", reconnected);
	}

	private static Stream<String> reconnect(TopologyAwareConnectionFactory factory, String name) {
		return factory.getStatus()
			.nodes()
			.stream()
			.map(NodeStatus::node)
			.filter((node) -> node.endpoint().toString().equals(name) || node.id().equals(name))
			.map((node) -> {
				factory.reconnect(node.endpoint());
				return node.endpoint().toString();
			});
	}

}
