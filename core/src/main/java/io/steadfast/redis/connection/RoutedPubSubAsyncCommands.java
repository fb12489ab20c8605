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

import java.util.function.Predicate;

import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.pubsub.api.async.PubSubAsyncNodeSelection;
import io.lettuce.core.cluster.pubsub.api.async.RedisClusterPubSubAsyncCommands;
import io.lettuce.core.codec.RedisCodec;

/**
 * The asynchronous API of a pub/sub connection.
 */
final class RoutedPubSubAsyncCommands<K, V> extends PubSubAsyncCalls<K, V>
		implements RedisClusterPubSubAsyncCommands<K, V> {

	RoutedPubSubAsyncCommands(RoutedPubSubConnection<K, V> connection, RedisCodec<K, V> codec) {
		super(connection, codec);
	}

	@Override
	public PubSubAsyncNodeSelection<K, V> nodes(Predicate<RedisClusterNode> predicate) {
		return getStatefulConnection().lettuce().async().nodes(predicate);
	}

}
