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
import java.util.List;
import java.util.stream.Stream;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.TopologySnapshot;

import org.springframework.boot.autoconfigure.data.redis.RedisProperties;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.ClientType;
import org.springframework.boot.autoconfigure.data.redis.RedisProperties.Lettuce.Cluster.Refresh;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

/**
 * Looks for options that work against one another or against the machine. Any thread may
 * call it, nothing is asked of the network.
 */
final class ConfigurationCheck {

	private static final String MAX_REDIRECTS = "spring.data.redis.cluster.max-redirects";

	private static final String ADAPTIVE = "spring.data.redis.lettuce.cluster.refresh.adaptive";

	private static final String DYNAMIC_SOURCES = "spring.data.redis.lettuce.cluster.refresh.dynamic-refresh-sources";

	private static final int LONGEST_DNS_TTL_SECONDS = 60;

	private final TopologyAwareConnectionFactory factory;

	private final ClusterProperties properties;

	private final SteadfastRedisProperties ours;

	private final ConfiguredCluster cluster;

	private final Machine machine;

	/**
	 * Create a check.
	 * @param cluster whose options are looked at
	 * @param machine what the JVM and the operating system offer
	 */
	ConfigurationCheck(ConfiguredCluster cluster, Machine machine) {
		this.cluster = cluster;
		this.factory = cluster.factory();
		this.properties = cluster.properties();
		this.ours = cluster.properties().routing();
		this.machine = machine;
	}

	List<ConfigurationFinding> findings() {
		return Stream
			.of(enabled(), unused(), otherServers(), withoutFactory(), seeds(), times(), customizers(), machine(),
					replicas(), names())
			.flatMap((each) -> each)
			.map((finding) -> finding.of(this.properties))
			.toList();
	}

	/** Conditions do not see what is set after beans were chosen ahead of time. */
	private Stream<ConfigurationFinding> enabled() {
		return found(!this.ours.enabled(), SteadfastRedisProperties.ENABLED,
				"steadfast.redis.enabled is false and has no effect: the beans were chosen ahead of time, when it was not.",
				"Set it where the application is built, or run without -Dspring.aot.enabled.");
	}

	/** What Lettuce does with these, we do otherwise. */
	private Stream<ConfigurationFinding> unused() {
		Refresh refresh = this.properties.connection().getLettuce().getCluster().getRefresh();
		return Stream.of(
				found(this.properties.isSet(MAX_REDIRECTS), MAX_REDIRECTS,
						MAX_REDIRECTS
								+ " has no effect: redirects are followed until the patience of the command ends.",
						"Remove it, and set steadfast.redis.patience if commands should end sooner."),
				found(this.properties.isSet(ADAPTIVE) && !refresh.isAdaptive(), ADAPTIVE,
						ADAPTIVE + " is false and has no effect: a changed topology is always followed.", "Remove it."),
				found(!refresh.isDynamicRefreshSources(), DYNAMIC_SOURCES, DYNAMIC_SOURCES
						+ " is false and has no effect: nodes that the topology names are asked too, the seeds where those are silent.",
						"Remove it."))
			.flatMap((each) -> each);
	}

	/** Conditions look at these for the cluster that needs no name, and before others. */
	private Stream<ConfigurationFinding> otherServers() {
		RedisProperties connection = this.properties.connection();
		return Stream.of(found(connection.getClientType() == ClientType.JEDIS, "spring.data.redis.client-type",
				"spring.data.redis.client-type is jedis and has no effect: this cluster is reached with Lettuce.",
				"Remove spring.data.redis.client-type."),
				found(connection.getDatabase() != 0, "spring.data.redis.database",
						"spring.data.redis.database is %d and has no effect: on a cluster, all commands go to database 0."
							.formatted(connection.getDatabase()),
						"Remove it, and give keys that others must not see a prefix."),
				found(connection.getSentinel() != null && this.cluster.access().nodes().isProperties(),
						"spring.data.redis.sentinel",
						"spring.data.redis.sentinel is set and has no effect beside spring.data.redis.cluster.nodes.",
						"Remove the one that is not meant."))
			.flatMap((each) -> each);
	}

	private Stream<ConfigurationFinding> withoutFactory() {
		return this.cluster.withoutFactory()
			.stream()
			.map((name) -> "steadfast.redis.clusters." + name)
			.flatMap((property) -> found(true, property, property
					+ " has no connection factory, as where beans were chosen ahead of time, when it was not set.",
					"Set it where the application is built, or run without -Dspring.aot.enabled."));
	}

	/** A name may stand for several nodes, an address for one alone. */
	private Stream<ConfigurationFinding> seeds() {
		RedisClusterConfiguration cluster = this.factory.getClusterConfiguration();
		List<RedisNode> seeds = (cluster != null) ? List.copyOf(cluster.getClusterNodes()) : List.of();
		boolean alone = seeds.size() == 1 && !SeedName.isName(seeds.get(0));
		boolean named = seeds.stream().anyMatch(SeedName::isName);
		int ttl = this.machine.dnsTtlSeconds();
		boolean longTtl = named && this.ours.dnsMaxTtl() == null && (ttl < 0 || ttl > LONGEST_DNS_TTL_SECONDS);
		return Stream.of(
				found(alone, "spring.data.redis.cluster.nodes",
						"spring.data.redis.cluster.nodes names one node, without which the application cannot start.",
						"Name three nodes or more, of different shards."),
				found(longTtl, "networkaddress.cache.ttl",
						"The JVM keeps the addresses of names %s (networkaddress.cache.ttl), so a node that is replaced behind its name is looked for at its old address."
							.formatted((ttl < 0) ? "for ever" : "for " + ttl + "s"),
						"Set networkaddress.cache.ttl to 30 or less, or steadfast.redis.dns-max-ttl to 30s."))
			.flatMap((each) -> each);
	}

	private Stream<ConfigurationFinding> times() {
		RoutingOptions options = this.factory.getRoutingOptions();
		Duration patience = options.patience();
		Duration stall = options.connections().stallTimeout();
		Duration connect = clientOptions().getSocketOptions().getConnectTimeout();
		boolean connectIsSet = this.properties.isSet("spring.data.redis.connect-timeout");
		boolean isReplaced = connectIsSet && !connect.equals(this.properties.connection().getConnectTimeout());
		boolean limited = !patience.equals(this.ours.patience());
		Duration longest = limited ? this.factory.getClientConfiguration().getCommandTimeout() : patience;
		boolean shortened = this.properties.isSet(SteadfastRedisProperties.PATIENCE)
				&& this.ours.patience().compareTo(longest) > 0;
		return Stream.of(found(shortened, SteadfastRedisProperties.PATIENCE,
				"steadfast.redis.patience is %s, but spring.data.redis.timeout (or a Lettuce customizer) ends a command after %s, so the patience is %s."
					.formatted(DurationText.of(this.ours.patience()), DurationText.of(longest),
							DurationText.of(patience)),
				"Set steadfast.redis.patience to %s or less, or raise spring.data.redis.timeout."
					.formatted(DurationText.of(patience))),
				found(stall.compareTo(patience) >= 0, "steadfast.redis.stall-timeout",
						"steadfast.redis.stall-timeout is %s, so a command gives up (after %s) before its silent connection is replaced."
							.formatted(DurationText.of(stall), DurationText.of(patience)),
						"Set steadfast.redis.stall-timeout to less than half the patience."),
				found(options.waiting().overdue().compareTo(stall) >= 0, "steadfast.redis.overdue",
						"steadfast.redis.overdue is %s and has no effect: connections are replaced after %s of silence."
							.formatted(DurationText.of(options.waiting().overdue()), DurationText.of(stall)),
						"Set steadfast.redis.overdue to less than steadfast.redis.stall-timeout."),
				found(isReplaced, "spring.data.redis.connect-timeout",
						"spring.data.redis.connect-timeout has no effect: a customizer sets ClientOptions of its own, and with them %s."
							.formatted(DurationText.of(connect)),
						"Change the options in a LettuceClientOptionsBuilderCustomizer, which keeps what properties set."),
				found(connectIsSet && !isReplaced && connect.compareTo(longest) > 0,
						"spring.data.redis.connect-timeout",
						"spring.data.redis.connect-timeout is %s, but no command waits longer than %s."
							.formatted(DurationText.of(connect), DurationText.of(longest)),
						"Set spring.data.redis.connect-timeout to %s or less.".formatted(DurationText.of(longest))))
			.flatMap((each) -> each);
	}

	private Stream<ConfigurationFinding> customizers() {
		ClientOptions options = clientOptions();
		boolean hasBundle = this.properties.isSet("spring.data.redis.ssl.bundle")
				&& this.cluster.access().trust() == AccessSource.CUSTOMIZER;
		return Stream.of(
				found(hasBundle, "spring.data.redis.ssl.bundle",
						"spring.data.redis.ssl.bundle has no effect: a customizer sets SslOptions of its own.",
						"Remove the SslOptions from the customizer, or the property."),
				found(!options.isAutoReconnect(), "ClientOptions.autoReconnect",
						"A customizer sets autoReconnect to false, which has no effect: node connections are replaced when the next command asks.",
						"Remove that setting."),
				found(options.getRequestQueueSize() != ClientOptions.DEFAULT_REQUEST_QUEUE_SIZE,
						"ClientOptions.requestQueueSize",
						"A customizer sets requestQueueSize, which does not limit the commands that wait for a retry.",
						"Set steadfast.redis.waiting.total instead."))
			.flatMap((each) -> each);
	}

	private Stream<ConfigurationFinding> machine() {
		return found(this.machine.lacksNativeTransport(), "io.netty:netty-transport-native-epoll",
				"There is no native transport, so data that a lost machine does not acknowledge is noticed by the stall timeout alone.",
				"Add the dependency io.netty:netty-transport-native-epoll with the classifier of the platform.");
	}

	private Stream<ConfigurationFinding> replicas() {
		ReadFrom readFrom = this.factory.getClientConfiguration().getReadFrom().orElse(ReadFrom.UPSTREAM);
		TopologySnapshot topology = this.factory.getStatus().topology();
		boolean without = topology.coveredSlots() > 0
				&& topology.nodes().stream().noneMatch((node) -> node.role() == NodeRole.REPLICA);
		return found(without && !ReadFrom.UPSTREAM.equals(readFrom), "spring.data.redis.lettuce.read-from",
				"spring.data.redis.lettuce.read-from asks for replicas, but the cluster has none.",
				"Remove spring.data.redis.lettuce.read-from, or add replicas.");
	}

	private Stream<ConfigurationFinding> names() {
		List<Endpoint> unresolved = this.factory.getStatus().unresolved();
		return found(!unresolved.isEmpty(), "cluster-announce-hostname",
				"The nodes announce names that do not resolve here, so that they cannot be connected to: " + unresolved
						+ ".",
				"Make the names known to the DNS, or set cluster-preferred-endpoint-type to ip on the nodes.");
	}

	private ClientOptions clientOptions() {
		LettuceClientConfiguration client = this.factory.getClientConfiguration();
		return client.getClientOptions().orElseGet(ClientOptions::create);
	}

	private static Stream<ConfigurationFinding> found(boolean condition, String property, String what, String advice) {
		return condition ? Stream.of(new ConfigurationFinding(what, property, advice)) : Stream.empty();
	}

}
