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

import io.lettuce.core.RedisFuture;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.RedisPubSubAsyncCommandsImpl;
import io.steadfast.redis.subscription.SubscriptionKind;

/**
 * Lettuce's asynchronous pub/sub API, whose subscriptions go to our subscriber; all other
 * commands are routed like those of every connection.
 * <p>
 * Public because Lettuce's proxy of the synchronous API calls its methods by reflection;
 * made by {@link RoutedPubSubConnection} alone.
 */
@SuppressWarnings("varargs") // the names are read, and nothing is stored in their array
public class PubSubAsyncCalls<K, V> extends RedisPubSubAsyncCommandsImpl<K, V> {

	private final RoutedPubSubConnection<K, V> connection;

	PubSubAsyncCalls(RoutedPubSubConnection<K, V> connection, RedisCodec<K, V> codec) {
		super(connection, codec);
		this.connection = connection;
	}

	@Override
	public RoutedPubSubConnection<K, V> getStatefulConnection() {
		return this.connection;
	}

	@Override
	@SafeVarargs
	public final RedisFuture<Void> subscribe(K... channels) {
		return PubSubCalls.future(this.connection.calls().subscribe(SubscriptionKind.CHANNEL, List.of(channels)));
	}

	@Override
	@SafeVarargs
	public final RedisFuture<Void> psubscribe(K... patterns) {
		return PubSubCalls.future(this.connection.calls().subscribe(SubscriptionKind.PATTERN, List.of(patterns)));
	}

	@Override
	@SafeVarargs
	public final RedisFuture<Void> ssubscribe(K... shardChannels) {
		return PubSubCalls
			.future(this.connection.calls().subscribe(SubscriptionKind.SHARD_CHANNEL, List.of(shardChannels)));
	}

	@Override
	@SafeVarargs
	public final RedisFuture<Void> unsubscribe(K... channels) {
		return PubSubCalls.future(this.connection.calls().unsubscribe(SubscriptionKind.CHANNEL, List.of(channels)));
	}

	@Override
	@SafeVarargs
	public final RedisFuture<Void> punsubscribe(K... patterns) {
		return PubSubCalls.future(this.connection.calls().unsubscribe(SubscriptionKind.PATTERN, List.of(patterns)));
	}

	@Override
	@SafeVarargs
	public final RedisFuture<Void> sunsubscribe(K... shardChannels) {
		return PubSubCalls
			.future(this.connection.calls().unsubscribe(SubscriptionKind.SHARD_CHANNEL, List.of(shardChannels)));
	}

}
