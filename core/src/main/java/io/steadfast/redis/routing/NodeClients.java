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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.socket.SocketSetup;
import io.steadfast.redis.topology.Endpoint;

/**
 * Opens the sockets to the nodes, on the event loops of the application's resources, or
 * {@linkplain Access#BESIDE beside} these on one of its own, which exists from its first
 * use on.
 */
final class NodeClients implements LinkFactory {

	private final NodeClient client;

	private final NodeClient beside;

	/**
	 * Create the clients, without a connection or a thread.
	 * @param resources shared with the cluster client
	 * @param template credentials, TLS, client name and protocol of all nodes
	 * @param options the options of the cluster client
	 * @param patience the longest that a command waits
	 * @param connections the limits of connections
	 * @param packing chooses among the event loops of the application's resources
	 */
	NodeClients(ClientResources resources, RedisURI template, ClientOptions options, Duration patience,
			ConnectionOptions connections, EventLoopPacking packing) {
		this.client = new NodeClient(resources, template, options, patience, connections, packing);
		this.beside = new NodeClient(SocketSetup.onLoopsOf(new DefaultEventLoopGroupProvider(1), resources), template,
				options, patience, connections, EventLoopPacking.onThisMachine(false));
	}

	@Override
	public CompletionStage<Link> connect(Endpoint endpoint, Access access, Runnable onEnd) {
		return ((access == Access.BESIDE) ? this.beside : this.client).connect(endpoint, access, onEnd);
	}

	/**
	 * Use other TLS material for new connections.
	 * @param tls the material
	 */
	void use(SslOptions tls) {
		this.client.use(tls);
		this.beside.use(tls);
	}

	CompletableFuture<Void> shutdownAsync() {
		return CompletableFuture.allOf(this.client.shutdownAsync(0, 2, TimeUnit.SECONDS),
				this.beside.shutdownAsync(0, 2, TimeUnit.SECONDS));
	}

}
