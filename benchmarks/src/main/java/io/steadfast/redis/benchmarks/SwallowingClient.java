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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.async.RedisStringAsyncCommands;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.netty.channel.Channel;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

/**
 * A client of two scripted nodes, the first of which has all slots, whose GETs are
 * {@link Swallowed}. It has one event loop, so that nothing is handed from one to
 * another.
 */
final class SwallowingClient implements AutoCloseable {

	private final Deque<Runnable> ends = new ArrayDeque<>();

	private final ScriptedRedisCluster nodes = ScriptedRedisCluster.start();

	private final Swallowed swallowed;

	private final ClientResources resources;

	private final EventLoopGroupProvider eventLoops = new DefaultEventLoopGroupProvider(1);

	private final RedisStringAsyncCommands<byte[], byte[]> commands;

	/**
	 * Start the nodes and connect to them.
	 * @param client {@code lettuce-node}, {@code lettuce-cluster},
	 * {@code lettuce-untimed} or {@code steadfast}
	 */
	SwallowingClient(String client) {
		this(client, (cluster) -> (channel) -> null);
	}

	/**
	 * Start the nodes and connect to them.
	 * @param client as for the other constructor
	 * @param redirects makes of the nodes what answers a GET with a redirect
	 */
	SwallowingClient(String client, Function<ScriptedRedisCluster, Function<Channel, @Nullable ByteBuffer>> redirects) {
		this.nodes.tell(this.nodes.first().row("0-16383"), this.nodes.second().row(""));
		this.swallowed = new Swallowed(redirects.apply(this.nodes));
		this.resources = DefaultClientResources.builder()
			.nettyCustomizer(this.swallowed)
			.eventLoopGroupProvider(this.eventLoops)
			.build();
		this.ends.push(this.nodes::close);
		this.ends.push(() -> this.eventLoops.shutdown(0, 2, TimeUnit.SECONDS));
		this.ends.push(() -> this.resources.shutdown(0, 2, TimeUnit.SECONDS));
		this.commands = switch (client) {
			case "lettuce-node" -> node();
			case "lettuce-cluster" -> cluster(TimeoutOptions.enabled());
			case "lettuce-untimed" -> cluster(TimeoutOptions.create());
			case "steadfast" -> steadfast();
			default -> throw new IllegalArgumentException("there is no client " + client
					+ "; take lettuce-node, lettuce-cluster, lettuce-untimed or steadfast");
		};
	}

	private RedisURI uri() {
		return RedisURI.create("redis://" + this.nodes.first().endpoint());
	}

	private RedisStringAsyncCommands<byte[], byte[]> node() {
		RedisClient client = RedisClient.create(this.resources, uri());
		client.setOptions(ClientOptions.builder().timeoutOptions(TimeoutOptions.create()).build());
		this.ends.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(2)));
		return client.connect(ByteArrayCodec.INSTANCE).async();
	}

	private RedisStringAsyncCommands<byte[], byte[]> cluster(TimeoutOptions timeouts) {
		RedisClusterClient client = RedisClusterClient.create(this.resources, uri());
		client.setOptions(ClusterClientOptions.builder().timeoutOptions(timeouts).build());
		this.ends.push(() -> client.shutdown(Duration.ZERO, Duration.ofSeconds(2)));
		return client.connect(ByteArrayCodec.INSTANCE).async();
	}

	@SuppressWarnings("unchecked") // the type that Spring Data gives it, too
	private RedisStringAsyncCommands<byte[], byte[]> steadfast() {
		TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
				new RedisClusterConfiguration(List.of(this.nodes.first().endpoint())),
				LettuceClientConfiguration.builder().clientResources(this.resources).build(),
				RoutingOptions.defaults());
		factory.afterPropertiesSet();
		this.ends.push(factory::destroy);
		return (RedisClusterAsyncCommands<byte[], byte[]>) factory.getClusterConnection().getNativeConnection();
	}

	/**
	 * Send a GET, the first of which connects, and require that it is answered here.
	 * @param key any
	 * @throws Exception if it is not
	 */
	void requireSwallowed(byte[] key) throws Exception {
		byte[] reply = this.commands.get(key).get(5, TimeUnit.SECONDS);
		if (!Arrays.equals(reply, "value".getBytes(StandardCharsets.US_ASCII))) {
			throw new IllegalStateException("GET is not swallowed: " + Arrays.toString(reply));
		}
	}

	/**
	 * Send GETs, each of which is answered before the next one, as {@link Swallowed#get}.
	 */
	void get(byte[][] keys, Blackhole hole) throws InterruptedException, ExecutionException {
		this.swallowed.get(this.commands, keys, hole);
	}

	@Override
	public void close() {
		this.ends.forEach(Runnable::run);
	}

}
