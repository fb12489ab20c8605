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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.cluster.api.push.RedisClusterPushListener;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.pubsub.RedisClusterPubSubListener;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.cluster.pubsub.api.async.RedisClusterPubSubAsyncCommands;
import io.lettuce.core.cluster.pubsub.api.reactive.RedisClusterPubSubReactiveCommands;
import io.lettuce.core.cluster.pubsub.api.sync.RedisClusterPubSubCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.pubsub.RedisPubSubAsyncCommandsImpl;
import io.lettuce.core.pubsub.RedisPubSubReactiveCommandsImpl;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnectionImpl;
import io.lettuce.core.pubsub.api.sync.RedisPubSubCommands;
import io.steadfast.redis.subscription.Subscriber;

/**
 * A Lettuce pub/sub connection whose subscriptions outlive their nodes: a
 * {@link Subscriber} carries them, on sockets that come and go, and the router carries
 * every other command, so that publishing is allowed here at any time. Opening it costs
 * nothing; any thread may use it.
 * <p>
 * Listeners are told {@code subscribed} once more after each move, as they are by Lettuce
 * after a reconnect. What a server pushes beside messages is not told to push listeners.
 * Selections of nodes are Lettuce's own.
 */
final class RoutedPubSubConnection<K, V> extends StatefulRedisPubSubConnectionImpl<K, V>
		implements StatefulRedisClusterPubSubConnection<K, V> {

	private final PubSubListeners<K, V> listeners;

	private final Subscriber subscriber;

	private final PubSubCalls<K> calls;

	private final Supplier<Partitions> partitions;

	private final LazyConnection<StatefulRedisClusterPubSubConnection<K, V>> plainLettuce;

	RoutedPubSubConnection(PubSubListeners<K, V> listeners, RedisChannelWriter writer, Subscriber subscriber,
			RedisCodec<K, V> codec, Duration timeout, Supplier<Partitions> partitions,
			Supplier<CompletableFuture<StatefulRedisClusterPubSubConnection<K, V>>> plainLettuce) {
		super(listeners, writer, codec, timeout);
		this.listeners = listeners;
		this.subscriber = subscriber;
		this.calls = new PubSubCalls<>(subscriber, codec);
		this.partitions = partitions;
		this.plainLettuce = new LazyConnection<>(() -> plainLettuce.get().thenApply(this::equip));
	}

	/**
	 * What chosen nodes send goes through our listeners, which know whether it is wanted.
	 */
	private StatefulRedisClusterPubSubConnection<K, V> equip(StatefulRedisClusterPubSubConnection<K, V> opened) {
		opened.addListener(this.listeners.getUpstreamListener());
		opened.setNodeMessagePropagation(true);
		return opened;
	}

	PubSubCalls<K> calls() {
		return this.calls;
	}

	/**
	 * Lettuce's own connection, for subscriptions at chosen nodes; the first call opens
	 * it and blocks for it.
	 */
	StatefulRedisClusterPubSubConnection<K, V> lettuce() {
		return this.plainLettuce.get();
	}

	/**
	 * Nothing is kept in mind, as Lettuce does of MULTI, which is refused: what follows
	 * it is no part of a transaction.
	 */
	@Override
	protected <T> RedisCommand<K, V, T> preProcessCommand(RedisCommand<K, V, T> command) {
		return command;
	}

	@Override
	protected RedisPubSubAsyncCommandsImpl<K, V> newRedisAsyncCommandsImpl() {
		return new RoutedPubSubAsyncCommands<>(this, this.codec);
	}

	@Override
	protected RedisPubSubReactiveCommandsImpl<K, V> newRedisReactiveCommandsImpl() {
		return new RoutedPubSubReactiveCommands<>(this, this.codec);
	}

	@Override
	protected RedisPubSubCommands<K, V> newRedisSyncCommandsImpl() {
		return syncHandler(new PubSubSyncSource<>(this, this.codec), RedisClusterPubSubCommands.class,
				RedisPubSubCommands.class);
	}

	@Override
	public RedisClusterPubSubAsyncCommands<K, V> async() {
		return (RedisClusterPubSubAsyncCommands<K, V>) super.async();
	}

	@Override
	public RedisClusterPubSubCommands<K, V> sync() {
		return (RedisClusterPubSubCommands<K, V>) super.sync();
	}

	@Override
	public RedisClusterPubSubReactiveCommands<K, V> reactive() {
		return (RedisClusterPubSubReactiveCommands<K, V>) super.reactive();
	}

	@Override
	public StatefulRedisPubSubConnection<K, V> getConnection(String nodeId) {
		return lettuce().getConnection(nodeId);
	}

	@Override
	public CompletableFuture<StatefulRedisPubSubConnection<K, V>> getConnectionAsync(String nodeId) {
		return lettuce().getConnectionAsync(nodeId);
	}

	@Override
	public StatefulRedisPubSubConnection<K, V> getConnection(String host, int port) {
		return lettuce().getConnection(host, port);
	}

	@Override
	public CompletableFuture<StatefulRedisPubSubConnection<K, V>> getConnectionAsync(String host, int port) {
		return lettuce().getConnectionAsync(host, port);
	}

	@Override
	public Partitions getPartitions() {
		return this.partitions.get();
	}

	@Override
	public void setNodeMessagePropagation(boolean enabled) {
		this.listeners.setNodeMessagePropagation(enabled);
	}

	@Override
	public void addListener(RedisClusterPubSubListener<K, V> listener) {
		this.listeners.addListener(listener);
	}

	@Override
	public void removeListener(RedisClusterPubSubListener<K, V> listener) {
		this.listeners.removeListener(listener);
	}

	@Override
	public void addListener(RedisClusterPushListener listener) {
		// sockets come and go, and what they are pushed is messages
	}

	@Override
	public void removeListener(RedisClusterPushListener listener) {
		// see addListener
	}

	@Override
	public CompletableFuture<Void> closeAsync() {
		if (isClosed()) {
			return CompletableFuture.completedFuture(null);
		}
		this.plainLettuce.close();
		return this.subscriber.closeAsync().thenCompose((ended) -> super.closeAsync());
	}

}
