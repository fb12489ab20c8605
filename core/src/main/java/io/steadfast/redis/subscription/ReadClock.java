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

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a pub/sub channel: knows when something was read from it. Bytes
 * count, not messages: a large one may take longer than any limit.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {

	/** Written by the event loop, read by the mailbox. */
	private volatile long lastReadNanos = System.nanoTime();

	/** Written by the event loop, read by the mailbox. */
	private volatile long beatNanos;

	/** Written once, before this clock is handed to anybody. */
	private volatile @Nullable Channel channel;

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.channel = context.channel();
	}

	/**
	 * Have the event loop say that it runs. A listener that blocks it is as good as a
	 * node that hangs for the messages, but not cured by another node.
	 */
	void beat() {
		Channel current = this.channel;
		if (current != null && current.isRegistered()) {
			current.eventLoop().execute(() -> this.beatNanos = System.nanoTime());
		}
	}

	/**
	 * When the event loop said so.
	 */
	long beatNanos() {
		return this.beatNanos;
	}

	long lastReadNanos() {
		return this.lastReadNanos;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.lastReadNanos = System.nanoTime();
		context.fireChannelRead(message);
	}

	/**
	 * Resources that share everything with the given ones and give each new channel a
	 * clock.
	 * @param resources the resources of the application; its own customizer runs first
	 * @return resources that need not be closed
	 */
	static ClientResources equip(ClientResources resources) {
		NettyCustomizer application = resources.nettyCustomizer();
		// mutate() copies all but the event loops
		ClientResources.Builder ours = resources.mutate().eventLoopGroupProvider(resources.eventLoopGroupProvider());
		return ours.nettyCustomizer(new NettyCustomizer() {

			@Override
			public void afterBootstrapInitialized(Bootstrap bootstrap) {
				application.afterBootstrapInitialized(bootstrap);
			}

			@Override
			public void afterChannelInitialized(Channel channel) {
				application.afterChannelInitialized(channel);
				ReadClock clock = new ReadClock();
				channel.pipeline().addFirst(clock);
				channel.pipeline().addLast(new Introduction(clock));
			}

		}).build();
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
