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

package io.steadfast.redis.routing;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.socket.SocketSetup;
import io.steadfast.redis.topology.Endpoint;

/**
 * Opens the sockets to the nodes: a plain Lettuce client without reconnect, so that a
 * connection has one TCP life and its commands are completed the moment it ends.
 */
final class NodeClient extends RedisClient implements LinkFactory {

	private final RedisURI template;

	private final Duration handshakeTimeout;

	/**
	 * Create a client.
	 * @param resources shared with the cluster client; not closed with this one
	 * @param template credentials, TLS, client name and protocol of all nodes
	 * @param options the options of the cluster client
	 * @param patience the longest that a command waits, and so the longest that
	 * connecting may take
	 * @param connections how long a node may be silent, also during a handshake, and how
	 * many flushes may become one
	 * @param packing chooses the event loops
	 */
	NodeClient(ClientResources resources, RedisURI template, ClientOptions options, Duration patience,
			ConnectionOptions connections, EventLoopPacking packing) {
		super(NodeChannels.equip(resources, connections.flushConsolidation(), packing), template);
		Duration connectTimeout = SocketSetup.connectTimeout(options, patience);
		this.handshakeTimeout = (connections.stallTimeout().compareTo(connectTimeout) < 0) ? connections.stallTimeout()
				: connectTimeout;
		this.template = template;
		setOptions(SocketSetup.singleLife(options, connectTimeout, connections.stallTimeout()));
	}

	/**
	 * Use other TLS material for new connections.
	 * @param tls the material
	 */
	void use(SslOptions tls) {
		setOptions(SocketSetup.with(tls, getOptions()));
	}

	@Override
	public CompletionStage<Link> connect(Endpoint endpoint, Access access, Runnable onEnd) {
		RedisURI uri = RedisURI.builder(this.template)
			.withHost(endpoint.host())
			.withPort(endpoint.port())
			.withTimeout(this.handshakeTimeout)
			.build();
		CompletionStage<NodeSocket<String, String>> socket = connectAsync(StringCodec.UTF8, uri)
			.thenApply(NodeClient::asNodeSocket);
		if (access == Access.READ_ONLY) {
			socket = socket.thenCompose((open) -> open.async()
				.readOnly()
				.toCompletableFuture()
				.orTimeout(this.handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS)
				.thenApply((ok) -> open)
				.whenComplete((ok, failure) -> {
					if (failure != null) {
						open.closeAsync();
					}
				}));
		}
		return socket.thenApply((open) -> {
			open.onEnd(onEnd);
			return open;
		});
	}

	@SuppressWarnings("unchecked") // made by newStatefulRedisConnection below
	private static NodeSocket<String, String> asNodeSocket(Object connection) {
		return (NodeSocket<String, String>) connection;
	}

	@Override
	protected <K, V> StatefulRedisConnectionImpl<K, V> newStatefulRedisConnection(RedisChannelWriter channelWriter,
			PushHandler pushHandler, RedisCodec<K, V> codec, Duration timeout) {
		return new NodeSocket<>(channelWriter, pushHandler, codec, timeout);
	}

}
