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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionProvider;

/**
 * Opens connections for Spring Data. Its own provider asks for the topology first, which
 * would make whoever opens a connection wait for the cluster, and then once more for the
 * command. Any thread may call it; nothing blocks.
 */
final class RoutedConnectionProvider implements LettuceConnectionProvider {

	private final RoutingClusterClient client;

	private final RedisCodec<?, ?> codec;

	private final LettuceClientConfiguration configuration;

	RoutedConnectionProvider(RoutingClusterClient client, RedisCodec<?, ?> codec,
			LettuceClientConfiguration configuration) {
		this.client = client;
		this.codec = codec;
		this.configuration = configuration;
	}

	@Override
	public <T extends StatefulConnection<?, ?>> CompletionStage<T> getConnectionAsync(Class<T> connectionType) {
		if (StatefulRedisPubSubConnection.class.isAssignableFrom(connectionType)) {
			return this.client.connectPubSubAsync(this.codec).thenApply(connectionType::cast);
		}
		if (connectionType.isAssignableFrom(StatefulRedisClusterConnection.class)) {
			return this.client.connectAsync(this.codec).thenApply(this::configured).thenApply(connectionType::cast);
		}
		return CompletableFuture.failedFuture(
				new InvalidDataAccessApiUsageException("Connection type " + connectionType + " not supported"));
	}

	private StatefulRedisClusterConnection<?, ?> configured(StatefulRedisClusterConnection<?, ?> connection) {
		this.configuration.getReadFrom().ifPresent(connection::setReadFrom);
		return connection;
	}

}
