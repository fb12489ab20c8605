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

package io.steadfast.redis.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisStringAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedCrowd;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

/**
 * A client of a crowd of scripted nodes, with one event loop and a connection to each of
 * them.
 */
final class CrowdClient implements AutoCloseable {

	/** So many slots cannot miss a node of a thousand, all of which own sixteen. */
	static final int KEYS = 50_000;

	/** Leaves channels alone. */
	static final NettyCustomizer AS_IT_IS = new NettyCustomizer() {
	};

	private static final int SEEDS = 3;

	private static final int AT_ONCE = 50;

	private final Deque<Runnable> ends = new ArrayDeque<>();

	private final ClientResources resources;

	private final RedisStringAsyncCommands<byte[], byte[]> commands;

	/**
	 * Connect as an application does, with one connection to each node.
	 * @param client see the other constructor
	 * @param crowd the nodes; the caller's to close
	 */
	CrowdClient(String client, ScriptedCrowd crowd) {
		this(client, crowd, 1, AS_IT_IS);
	}

	/**
	 * Connect.
	 * @param client {@code lettuce-cluster}, {@code lettuce-untimed} or {@code steadfast}
	 * @param crowd the nodes; the caller's to close
	 * @param connections how many ours has to each node; Lettuce has one
	 * @param customizer sees each channel
	 */
	CrowdClient(String client, ScriptedCrowd crowd, int connections, NettyCustomizer customizer) {
		this.resources = DefaultClientResources.builder()
			.nettyCustomizer(customizer)
			.eventLoopGroupProvider(new DefaultEventLoopGroupProvider(1))
			.build();
		this.ends.push(() -> this.resources.shutdown(0, 2, TimeUnit.SECONDS));
		this.commands = switch (client) {
			case "lettuce-cluster" -> cluster(crowd, TimeoutOptions.enabled());
			case "lettuce-untimed" -> cluster(crowd, TimeoutOptions.create());
			case "steadfast" -> steadfast(crowd, connections);
			default -> throw new IllegalArgumentException(
					"there is no client " + client + "; take lettuce-cluster, lettuce-untimed or steadfast");
		};
	}

	/**
	 * A factory of ours.
	 * @param crowd its nodes
	 * @param resources event loops
	 * @return started
	 */
	static TopologyAwareConnectionFactory factory(ScriptedCrowd crowd, ClientResources resources) {
		return factory(crowd, resources, RoutingOptions.defaults());
	}

	/**
	 * A factory of ours with limits of its own.
	 * @param crowd its nodes
	 * @param resources event loops
	 * @param options the limits
	 * @return started
	 */
	static TopologyAwareConnectionFactory factory(ScriptedCrowd crowd, ClientResources resources,
			RoutingOptions options) {
		TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
				new RedisClusterConfiguration(crowd.endpoints().subList(0, SEEDS)),
				LettuceClientConfiguration.builder().clientResources(resources).build(), options);
		factory.afterPropertiesSet();
		return factory;
	}

	/**
	 * What the factory's own connection takes commands with.
	 * @param factory started
	 * @return Lettuce's API
	 */
	@SuppressWarnings("unchecked") // the type that Spring Data gives it, too
	static RedisStringAsyncCommands<byte[], byte[]> commandsOf(TopologyAwareConnectionFactory factory) {
		return (RedisClusterAsyncCommands<byte[], byte[]>) factory.getClusterConnection().getNativeConnection();
	}

	private RedisStringAsyncCommands<byte[], byte[]> cluster(ScriptedCrowd crowd, TimeoutOptions timeouts) {
		RedisClusterClient client = RedisClusterClient.create(this.resources,
				RedisURI.create("redis://" + crowd.endpoints().get(0)));
		// else it asks all nodes, which takes two minutes with a thousand
		client.setOptions(ClusterClientOptions.builder()
			.timeoutOptions(timeouts)
			.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder().dynamicRefreshSources(false).build())
			.build());
		this.ends.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(2)));
		return client.connect(ByteArrayCodec.INSTANCE).async();
	}

	private RedisStringAsyncCommands<byte[], byte[]> steadfast(ScriptedCrowd crowd, int connections) {
		ConnectionOptions usual = ConnectionOptions.defaults();
		TopologyAwareConnectionFactory factory = factory(crowd, this.resources,
				RoutingOptions.defaults()
					.withConnections(new ConnectionOptions(connections, usual.drainTimeout(), usual.stallTimeout(),
							usual.flushConsolidation(), usual.packEventLoops(), usual.blocking())));
		this.ends.push(factory::destroy);
		return commandsOf(factory);
	}

	/**
	 * A key.
	 * @param number any
	 * @return always the same for the number
	 */
	static byte[] key(int number) {
		return ("key-" + number).getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Send one command to every slot, so that every connection is open.
	 * @throws Exception if one is not answered
	 */
	void connectAll() throws Exception {
		connectAll(this.commands);
	}

	static void connectAll(RedisStringAsyncCommands<byte[], byte[]> commands) throws Exception {
		for (int from = 0; from < KEYS; from += AT_ONCE) {
			CompletableFuture
				.allOf(IntStream.range(from, from + AT_ONCE)
					.mapToObj((number) -> commands.get(key(number)).toCompletableFuture())
					.toArray(CompletableFuture[]::new))
				.get(30, TimeUnit.SECONDS);
		}
	}

	RedisStringAsyncCommands<byte[], byte[]> commands() {
		return this.commands;
	}

	@Override
	public void close() {
		this.ends.forEach(Runnable::run);
	}

}
