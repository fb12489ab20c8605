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

package io.steadfast.redis.connection;

import java.lang.reflect.InvocationHandler;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterPushHandler;
import io.lettuce.core.cluster.RedisAdvancedClusterAsyncCommandsImpl;
import io.lettuce.core.cluster.RedisAdvancedClusterReactiveCommandsImpl;
import io.lettuce.core.cluster.StatefulRedisClusterConnectionImpl;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.api.push.RedisClusterPushListener;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.protocol.ConnectionIntent;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.routing.Route;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;

import org.springframework.util.function.SingletonSupplier;

/**
 * A Lettuce cluster connection without sockets of its own: its commands are carried by
 * the node connections of the client. Opening and closing it costs nothing. Any thread
 * may use it. It names its interface once more because Lettuce's pools wrap what the
 * class itself implements.
 */
class RoutingClusterConnection<K, V> extends StatefulRedisClusterConnectionImpl<K, V>
		implements StatefulRedisClusterConnection<K, V> {

	private final Route route;

	private final NodeFacades<K, V> facades;

	private final Function<TopologySnapshot, Partitions> partitions;

	private final Supplier<TopologySnapshot> topology;

	private final LettuceNodeSelection<K, V> nodeSelection;

	RoutingClusterConnection(RedisChannelWriter writer, Route route, RedisCodec<K, V> codec, Duration timeout,
			Supplier<JsonParser> parser, NodeFacades<K, V> facades, Function<TopologySnapshot, Partitions> partitions,
			Supplier<TopologySnapshot> topology,
			Supplier<CompletableFuture<StatefulRedisClusterConnection<K, V>>> plainLettuce) {
		super(writer, new PushListeners(), codec, timeout, parser);
		this.route = route;
		this.facades = facades;
		this.partitions = partitions;
		this.topology = topology;
		this.nodeSelection = new LettuceNodeSelection<>(plainLettuce);
	}

	@Override
	protected RedisAdvancedClusterAsyncCommandsImpl<K, V> newRedisAdvancedClusterAsyncCommandsImpl() {
		return new RoutedAsyncCommands<>(this, this.codec, this.parser);
	}

	@Override
	protected RedisAdvancedClusterReactiveCommandsImpl<K, V> newRedisAdvancedClusterReactiveCommandsImpl() {
		return new RoutedReactiveCommands<>(this, this.codec, this.parser);
	}

	/**
	 * Made for the first blocking call: Lettuce's copies every method of its API, and
	 * Spring Data, which opens a connection for each pipeline, calls none of them.
	 */
	@Override
	protected InvocationHandler syncInvocationHandler() {
		Supplier<InvocationHandler> lettuce = SingletonSupplier.of(super::syncInvocationHandler);
		return (proxy, method, arguments) -> LettuceNodeSelection.isSelection(method)
				? this.nodeSelection.sync(method, arguments) : lettuce.get().invoke(proxy, method, arguments);
	}

	LettuceNodeSelection<K, V> nodeSelection() {
		return this.nodeSelection;
	}

	@Override
	public <T> RedisCommand<K, V, T> dispatch(RedisCommand<K, V, T> command) {
		if (getResources().tracing().isEnabled()) {
			return super.dispatch(command);
		}
		return getChannelWriter().write(command);
	}

	@Override
	public Collection<RedisCommand<K, V, ?>> dispatch(Collection<? extends RedisCommand<K, V, ?>> commands) {
		if (getResources().tracing().isEnabled()) {
			return super.dispatch(commands);
		}
		return getChannelWriter().write(commands);
	}

	@Override
	public StatefulRedisConnection<K, V> getConnection(String nodeId, ConnectionIntent intent) {
		TopologySnapshot snapshot = this.topology.get();
		if (!snapshot.knowsId(nodeId)) {
			throw new RedisException("Node " + nodeId + " does not belong to the cluster");
		}
		return view(snapshot.nodeWithId(nodeId), intent);
	}

	@Override
	public StatefulRedisConnection<K, V> getConnection(String host, int port, ConnectionIntent intent) {
		return view(this.topology.get().nodeAt(new Endpoint(host, port)), intent);
	}

	/**
	 * A view of a node: who means to read may read from a replica, who means to write is
	 * sent to its primary.
	 */
	private StatefulRedisConnection<K, V> view(Node node, ConnectionIntent intent) {
		return this.facades.of((intent == ConnectionIntent.READ) ? node : Node.unknown(node.endpoint()));
	}

	@Override
	public CompletableFuture<StatefulRedisConnection<K, V>> getConnectionAsync(String nodeId, ConnectionIntent intent) {
		return completed(() -> getConnection(nodeId, intent));
	}

	@Override
	public CompletableFuture<StatefulRedisConnection<K, V>> getConnectionAsync(String host, int port,
			ConnectionIntent intent) {
		return completed(() -> getConnection(host, port, intent));
	}

	private static <T> CompletableFuture<T> completed(Supplier<T> supplier) {
		try {
			return CompletableFuture.completedFuture(supplier.get());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Require that a command to several nodes goes to one at least.
	 */
	void requireNodes(Set<String> nodeIds) {
		if (nodeIds.isEmpty()) {
			throw new RedisException("No node of the cluster is known yet, so there is none to send the command to");
		}
	}

	void requireCompleteTopology() {
		int covered = this.topology.get().coveredSlots();
		if (covered < SlotTable.SLOTS) {
			throw new RedisException("Nobody is known to serve " + (SlotTable.SLOTS - covered) + " of the "
					+ SlotTable.SLOTS + " slots, so the result of a command to all primaries would be incomplete");
		}
	}

	@Override
	public void setPartitions(Partitions partitions) {
		// Lettuce closes connections here; ours come and go with the topology
	}

	@Override
	public Partitions getPartitions() {
		return this.partitions.apply(this.topology.get());
	}

	@Override
	public void setReadFrom(ReadFrom readFrom) {
		this.route.setReadFrom(readFrom);
	}

	@Override
	public ReadFrom getReadFrom() {
		return this.route.getReadFrom();
	}

	@Override
	public CompletableFuture<Void> closeAsync() {
		this.nodeSelection.close();
		return super.closeAsync();
	}

	/**
	 * The push listeners of this connection. Node connections are shared, so only what is
	 * pushed to every client could be told to them; Lettuce's pub/sub connections have
	 * their own.
	 */
	private static final class PushListeners implements ClusterPushHandler {

		private final Set<RedisClusterPushListener> listeners = ConcurrentHashMap.newKeySet();

		@Override
		public void addListener(RedisClusterPushListener listener) {
			this.listeners.add(listener);
		}

		@Override
		public void removeListener(RedisClusterPushListener listener) {
			this.listeners.remove(listener);
		}

		@Override
		public Collection<RedisClusterPushListener> getPushListeners() {
			return List.copyOf(this.listeners);
		}

	}

}
