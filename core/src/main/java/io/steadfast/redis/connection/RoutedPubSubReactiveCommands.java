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

import java.util.List;
import java.util.function.Predicate;

import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.api.reactive.PubSubReactiveNodeSelection;
import io.lettuce.core.cluster.pubsub.api.reactive.RedisClusterPubSubReactiveCommands;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.RedisPubSubReactiveCommandsImpl;
import io.steadfast.redis.subscription.SubscriptionKind;
import reactor.core.publisher.Mono;

/**
 * The reactive API of a pub/sub connection; nothing happens before it is subscribed to.
 */
@SuppressWarnings("varargs") // the names are read, and nothing is stored in their array
final class RoutedPubSubReactiveCommands<K, V> extends RedisPubSubReactiveCommandsImpl<K, V>
		implements RedisClusterPubSubReactiveCommands<K, V> {

	private final RoutedPubSubConnection<K, V> connection;

	RoutedPubSubReactiveCommands(RoutedPubSubConnection<K, V> connection, RedisCodec<K, V> codec) {
		super(connection, codec);
		this.connection = connection;
	}

	@Override
	@Deprecated
	public RoutedPubSubConnection<K, V> getStatefulConnection() {
		return this.connection;
	}

	@Override
	@SafeVarargs
	public final Mono<Void> subscribe(K... channels) {
		return Mono.fromFuture(() -> this.connection.calls().subscribe(SubscriptionKind.CHANNEL, List.of(channels)));
	}

	@Override
	@SafeVarargs
	public final Mono<Void> psubscribe(K... patterns) {
		return Mono.fromFuture(() -> this.connection.calls().subscribe(SubscriptionKind.PATTERN, List.of(patterns)));
	}

	@Override
	@SafeVarargs
	public final Mono<Void> ssubscribe(K... shardChannels) {
		return Mono.fromFuture(
				() -> this.connection.calls().subscribe(SubscriptionKind.SHARD_CHANNEL, List.of(shardChannels)));
	}

	@Override
	@SafeVarargs
	public final Mono<Void> unsubscribe(K... channels) {
		return Mono.fromFuture(() -> this.connection.calls().unsubscribe(SubscriptionKind.CHANNEL, List.of(channels)));
	}

	@Override
	@SafeVarargs
	public final Mono<Void> punsubscribe(K... patterns) {
		return Mono.fromFuture(() -> this.connection.calls().unsubscribe(SubscriptionKind.PATTERN, List.of(patterns)));
	}

	@Override
	@SafeVarargs
	public final Mono<Void> sunsubscribe(K... shardChannels) {
		return Mono.fromFuture(
				() -> this.connection.calls().unsubscribe(SubscriptionKind.SHARD_CHANNEL, List.of(shardChannels)));
	}

	@Override
	public PubSubReactiveNodeSelection<K, V> nodes(Predicate<RedisClusterNode> predicate) {
		return this.connection.lettuce().reactive().nodes(predicate);
	}

}
