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

package io.steadfast.redis.subscription;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.PubSubEndpoint;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnectionImpl;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.socket.ReadClock;
import io.steadfast.redis.socket.SocketSetup;
import io.steadfast.redis.topology.Endpoint;

/**
 * Opens the sockets of the subscriptions: a plain Lettuce client without reconnect, since
 * where to connect to next is not for a socket to know. Any thread may call it.
 */
final class SubscriptionClient extends RedisClient {

	/** Names as characters that stand for bytes, see {@link Subscription#name()}. */
	private static final RedisCodec<String, byte[]> BYTES = RedisCodec.of(new StringCodec(StandardCharsets.ISO_8859_1),
			ByteArrayCodec.INSTANCE);

	private final RedisURI template;

	private final Duration connectTimeout;

	/**
	 * Create a client.
	 * @param resources the resources of the cluster client; not closed with this one
	 * @param template credentials, TLS, client name and protocol of all nodes
	 * @param options the options of the cluster client
	 * @param limits the longest that connecting may take, and how long a node may be
	 * silent
	 */
	SubscriptionClient(ClientResources resources, RedisURI template, ClientOptions options, RoutingOptions limits) {
		super(SocketSetup.resources(resources, (channel, clock) -> channel.pipeline().addLast(new Introduction(clock))),
				template);
		this.connectTimeout = SocketSetup.connectTimeout(options, limits.patience());
		this.template = template;
		setOptions(SocketSetup.singleLife(options, this.connectTimeout, limits.connections().stallTimeout()));
	}

	void use(SslOptions tls) {
		setOptions(SocketSetup.with(tls, getOptions()));
	}

	/**
	 * Open a socket.
	 * @param endpoint where to
	 * @return completes after the handshake, or exceptionally, on an event loop
	 */
	CompletionStage<SubscriptionSocket<String, byte[]>> connect(Endpoint endpoint) {
		RedisURI uri = RedisURI.builder(this.template)
			.withHost(endpoint.host())
			.withPort(endpoint.port())
			.withTimeout(this.connectTimeout)
			.build();
		return connectPubSubAsync(BYTES, uri).thenApply(SubscriptionClient::asSocket);
	}

	@SuppressWarnings("unchecked") // made by newStatefulRedisPubSubConnection below
	private static SubscriptionSocket<String, byte[]> asSocket(Object connection) {
		return (SubscriptionSocket<String, byte[]>) connection;
	}

	@Override
	protected <K, V> StatefulRedisPubSubConnectionImpl<K, V> newStatefulRedisPubSubConnection(
			PubSubEndpoint<K, V> endpoint, RedisChannelWriter writer, RedisCodec<K, V> codec, Duration timeout) {
		return new SubscriptionSocket<>(endpoint, writer, codec, timeout);
	}

	/**
	 * Introduces the clock to the connection, by its pings: they pass here on the event
	 * loop.
	 */
	private static final class Introduction extends ChannelOutboundHandlerAdapter {

		private final ReadClock clock;

		Introduction(ReadClock clock) {
			this.clock = clock;
		}

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			if (message instanceof Ping ping) {
				ping.hear(this.clock);
			}
			context.write(message, promise);
		}

	}

}
