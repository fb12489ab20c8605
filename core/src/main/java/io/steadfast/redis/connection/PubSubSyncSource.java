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
import io.lettuce.core.cluster.pubsub.api.sync.PubSubNodeSelection;
import io.lettuce.core.cluster.pubsub.api.sync.RedisClusterPubSubCommands;
import io.lettuce.core.codec.RedisCodec;

/**
 * What the synchronous API of a pub/sub connection is made of: Lettuce's proxy calls the
 * method of the same name and waits for a future. So a selection of nodes has to be found
 * here in its synchronous type, under each of its names.
 * <p>
 * Public because Lettuce's proxy of the synchronous API calls its methods by reflection;
 * made by {@link RoutedPubSubConnection} alone.
 */
public final class PubSubSyncSource<K, V> extends PubSubAsyncCalls<K, V> {

	PubSubSyncSource(RoutedPubSubConnection<K, V> connection, RedisCodec<K, V> codec) {
		super(connection, codec);
	}

	private RedisClusterPubSubCommands<K, V> lettuce() {
		return getStatefulConnection().lettuce().sync();
	}

	public PubSubNodeSelection<K, V> nodes(Predicate<RedisClusterNode> predicate) {
		return lettuce().nodes(predicate);
	}

	public PubSubNodeSelection<K, V> all() {
		return lettuce().all();
	}

	public PubSubNodeSelection<K, V> upstream() {
		return lettuce().upstream();
	}

	public PubSubNodeSelection<K, V> masters() {
		return lettuce().upstream();
	}

	public PubSubNodeSelection<K, V> replicas() {
		return lettuce().replicas();
	}

	public PubSubNodeSelection<K, V> replicas(Predicate<RedisClusterNode> predicate) {
		return lettuce().replicas(predicate);
	}

	public PubSubNodeSelection<K, V> slaves() {
		return lettuce().replicas();
	}

	public PubSubNodeSelection<K, V> slaves(Predicate<RedisClusterNode> predicate) {
		return lettuce().replicas(predicate);
	}

}
