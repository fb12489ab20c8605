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

package io.steadfast.redis.socket;

import java.time.Duration;
import java.util.function.BiConsumer;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;

/**
 * How Lettuce is told to open sockets as we need them.
 */
public final class SocketSetup {

	private SocketSetup() {
	}

	/**
	 * Resources that share everything with the given ones and equip each new channel.
	 * @param resources the resources of the application; its own customizer runs first
	 * @param equipment given each channel, and the clock that is its first handler
	 * @return resources that need not be closed
	 */
	public static ClientResources resources(ClientResources resources, BiConsumer<Channel, ReadClock> equipment) {
		return resources(resources, equipment, resources.eventLoopGroupProvider());
	}

	/**
	 * As {@link #resources(ClientResources, BiConsumer)}, with event loops that are
	 * chosen.
	 * @param resources the resources of the application; its own customizer runs first
	 * @param equipment given each channel, and the clock that is its first handler
	 * @param packing chooses the event loops
	 * @return resources that need not be closed
	 */
	public static ClientResources resources(ClientResources resources, BiConsumer<Channel, ReadClock> equipment,
			EventLoopPacking packing) {
		return resources(resources, equipment, packing.pack(resources.eventLoopGroupProvider()));
	}

	/**
	 * Resources that share everything with the given ones but the event loops.
	 * @param loops has the event loops
	 * @param resources the resources of the application
	 * @return resources that need not be closed
	 */
	public static ClientResources onLoopsOf(EventLoopGroupProvider loops, ClientResources resources) {
		return new EquippedResources(resources, resources.nettyCustomizer(), loops);
	}

	private static ClientResources resources(ClientResources resources, BiConsumer<Channel, ReadClock> equipment,
			EventLoopGroupProvider loops) {
		NettyCustomizer application = resources.nettyCustomizer();
		return new EquippedResources(resources, new NettyCustomizer() {

			@Override
			public void afterBootstrapInitialized(Bootstrap bootstrap) {
				application.afterBootstrapInitialized(bootstrap);
			}

			@Override
			public void afterChannelInitialized(Channel channel) {
				application.afterChannelInitialized(channel);
				ReadClock clock = new ReadClock();
				equipment.accept(channel, clock);
				channel.pipeline().addFirst(clock);
			}

		}, loops);
	}

	/**
	 * How long connecting may take.
	 * @param options the options of the application
	 * @param patience the longest that anybody waits
	 * @return the shorter of what is configured and the patience
	 */
	public static Duration connectTimeout(ClientOptions options, Duration patience) {
		Duration configured = options.getSocketOptions().getConnectTimeout();
		return (configured.compareTo(patience) < 0) ? configured : patience;
	}

	/**
	 * Options of a client whose sockets have one TCP life: what is in flight is completed
	 * the moment it ends, and nothing is replayed.
	 * @param options the options of the application
	 * @param connectTimeout how long connecting may take
	 * @param stallTimeout the kernel gives a silent host up no earlier
	 * @return options without reconnect and without timeouts of Lettuce's own
	 */
	public static ClientOptions singleLife(ClientOptions options, Duration connectTimeout, Duration stallTimeout) {
		return copyOf(options).autoReconnect(false)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.timeoutOptions(TimeoutOptions.create())
			.socketOptions(DeadPeerDetection.addTo(options.getSocketOptions(), stallTimeout)
				.mutate()
				.connectTimeout(connectTimeout)
				.build())
			.build();
	}

	/**
	 * Options with other TLS material.
	 * @param tls the material
	 * @param options of a client
	 * @return for its new sockets
	 */
	public static ClientOptions with(SslOptions tls, ClientOptions options) {
		return copyOf(options).sslOptions(tls).build();
	}

	/** Lettuce's own leaves the queue out. */
	private static ClientOptions.Builder copyOf(ClientOptions options) {
		return options.mutate().useHashIndexQueue(options.isUseHashIndexedQueue());
	}

}
