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
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.push.PushListener;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.routing.CommandRouter;
import io.steadfast.redis.routing.Route;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;

/**
 * Makes connections that are addressed to one node: {@code getConnection(host, port)} and
 * what Lettuce and Spring Data build on it. Each is a view of the shared node connections
 * and need not be closed.
 */
final class NodeFacades<K, V> {

	/** More nodes than this cluster can have at a time cost a new view now and then. */
	private static final int REMEMBERED = 2048;

	/**
	 * Views by what they lead to; they hold no sockets, so one that is dropped or made
	 * twice does no harm.
	 */
	private final Map<Place, StatefulRedisConnection<K, V>> facades = new ConcurrentHashMap<>();

	private final CommandRouter router;

	private final boolean callersBlock;

	private final RedisCodec<K, V> codec;

	private final Duration timeout;

	private final Supplier<JsonParser> parser;

	private final ClientOptions options;

	private final ClientResources resources;

	NodeFacades(CommandRouter router, boolean callersBlock, RedisCodec<K, V> codec, Duration timeout,
			Supplier<JsonParser> parser, ClientOptions options, ClientResources resources) {
		this.router = router;
		this.callersBlock = callersBlock;
		this.codec = codec;
		this.timeout = timeout;
		this.parser = parser;
		this.options = options;
		this.resources = resources;
	}

	/**
	 * The view of a node.
	 * @param node a replica if it is to be read from, else a primary
	 * @return a connection, the same one for the same endpoint and role
	 */
	StatefulRedisConnection<K, V> of(Node node) {
		Place place = new Place(node.endpoint(), node.role());
		StatefulRedisConnection<K, V> existing = this.facades.get(place);
		if (existing != null) {
			return existing;
		}
		if (this.facades.size() >= REMEMBERED) {
			this.facades.clear();
		}
		return this.facades.computeIfAbsent(place, (key) -> open(node));
	}

	private StatefulRedisConnection<K, V> open(Node node) {
		Route route = Route.toNode(this.router, node, this.callersBlock);
		View<K, V> connection = new View<>(new RoutingChannelWriter(this.router, route, this.resources), this.codec,
				this.timeout, this.parser);
		connection.setOptions(this.options);
		return connection;
	}

	/**
	 * What a view leads to.
	 *
	 * @param endpoint where the node is reached
	 * @param role whether it is read from as a replica
	 */
	private record Place(Endpoint endpoint, NodeRole role) {
	}

	/**
	 * A view of the connections to one node. It keeps nothing in mind of the commands
	 * that it sends, as Lettuce's connection does of MULTI and SELECT: those are refused,
	 * and whatever follows them is no part of a transaction.
	 */
	private static final class View<K, V> extends StatefulRedisConnectionImpl<K, V> {

		View(RedisChannelWriter writer, RedisCodec<K, V> codec, Duration timeout, Supplier<JsonParser> parser) {
			super(writer, NoPushes.INSTANCE, codec, timeout, parser);
		}

		@Override
		protected <T> RedisCommand<K, V, T> preProcessCommand(RedisCommand<K, V, T> command) {
			return command;
		}

	}

	/**
	 * The push handler of a view: what is pushed on a shared socket belongs to nobody in
	 * particular.
	 */
	private enum NoPushes implements PushHandler {

		INSTANCE;

		@Override
		public void addListener(PushListener listener) {
			// nothing is pushed
		}

		@Override
		public void removeListener(PushListener listener) {
			// nothing was added
		}

		@Override
		public List<PushListener> getPushListeners() {
			return List.of();
		}

	}

}
