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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.cluster.PubSubClusterEndpoint;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.RedisClusterPubSubListener;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.subscription.MessageSink;
import io.steadfast.redis.subscription.Subscription;
import io.steadfast.redis.topology.Endpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of one pub/sub connection, in the shape that Lettuce's connection wants:
 * an endpoint, which here has no channel. Any thread may add and remove; the event loops
 * of the sockets call the listeners, as Lettuce's do.
 */
final class PubSubListeners<K, V> extends PubSubClusterEndpoint<K, V> implements MessageSink {

	private static final Logger logger = LoggerFactory.getLogger(PubSubListeners.class);

	private final RedisCodec<K, V> codec;

	private final Function<Endpoint, @Nullable RedisClusterNode> nodes;

	/** Lettuce's own list is closed to us and serves Lettuce's connections only. */
	private final List<RedisClusterPubSubListener<K, V>> clusterListeners = new CopyOnWriteArrayList<>();

	/**
	 * Create an empty list.
	 * @param options of the client
	 * @param resources of the client
	 * @param codec reads names and messages
	 * @param nodes Lettuce's description of a node
	 */
	PubSubListeners(ClientOptions options, ClientResources resources, RedisCodec<K, V> codec,
			Function<Endpoint, @Nullable RedisClusterNode> nodes) {
		super(options, resources);
		this.codec = codec;
		this.nodes = nodes;
	}

	@Override
	public void addListener(RedisClusterPubSubListener<K, V> listener) {
		super.addListener(listener);
		this.clusterListeners.add(listener);
	}

	@Override
	public void removeListener(RedisClusterPubSubListener<K, V> listener) {
		super.removeListener(listener);
		this.clusterListeners.remove(listener);
	}

	@Override
	public void message(Endpoint node, Subscription subscription, String channel, byte[] body) {
		K name = key(channel);
		V message = this.codec.decodeValue(ByteBuffer.wrap(body));
		switch (subscription.kind()) {
			case CHANNEL -> tell(node, (listener) -> listener.message(name, message),
					(listener, at) -> listener.message(at, name, message));
			case SHARD_CHANNEL -> tell(node, (listener) -> listener.smessage(name, message),
					(listener, at) -> listener.smessage(at, name, message));
			case PATTERN -> {
				K pattern = key(subscription.name());
				tell(node, (listener) -> listener.message(pattern, name, message),
						(listener, at) -> listener.message(at, pattern, name, message));
			}
		}
	}

	@Override
	public void subscribed(Endpoint node, Subscription subscription, long count) {
		K name = key(subscription.name());
		switch (subscription.kind()) {
			case CHANNEL -> tell(node, (listener) -> listener.subscribed(name, count),
					(listener, at) -> listener.subscribed(at, name, count));
			case PATTERN -> tell(node, (listener) -> listener.psubscribed(name, count),
					(listener, at) -> listener.psubscribed(at, name, count));
			case SHARD_CHANNEL -> tell(node, (listener) -> listener.ssubscribed(name, count),
					(listener, at) -> listener.ssubscribed(at, name, count));
		}
	}

	@Override
	public void unsubscribed(Endpoint node, Subscription subscription, long count) {
		K name = key(subscription.name());
		switch (subscription.kind()) {
			case CHANNEL -> tell(node, (listener) -> listener.unsubscribed(name, count),
					(listener, at) -> listener.unsubscribed(at, name, count));
			case PATTERN -> tell(node, (listener) -> listener.punsubscribed(name, count),
					(listener, at) -> listener.punsubscribed(at, name, count));
			case SHARD_CHANNEL -> tell(node, (listener) -> listener.sunsubscribed(name, count),
					(listener, at) -> listener.sunsubscribed(at, name, count));
		}
	}

	private K key(String bytes) {
		return this.codec.decodeKey(StandardCharsets.ISO_8859_1.encode(bytes));
	}

	private void tell(Endpoint node, Consumer<RedisPubSubListener<K, V>> plain, AtNode<K, V> atNode) {
		for (RedisPubSubListener<K, V> listener : getListeners()) {
			call(() -> plain.accept(listener));
		}
		if (!this.clusterListeners.isEmpty()) {
			RedisClusterNode at = this.nodes.apply(node);
			this.clusterListeners.forEach((listener) -> call(() -> atNode.call(listener, at)));
		}
	}

	private static void call(Runnable listener) {
		try {
			listener.run();
		}
		catch (RuntimeException ex) {
			logger.error("A pub/sub listener failed; the others are called", ex);
		}
	}

	/**
	 * A call of a listener that is told the node, which may have left the topology.
	 */
	@FunctionalInterface
	private interface AtNode<K, V> {

		void call(RedisClusterPubSubListener<K, V> listener, @Nullable RedisClusterNode node);

	}

}
