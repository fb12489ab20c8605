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

import java.net.SocketAddress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a channel: knows when something was read from it. Bytes count, not
 * messages: a large one may take longer than any limit. The event loop writes, any thread
 * reads.
 */
public final class ReadClock extends ChannelInboundHandlerAdapter {

	/** Written by the event loop. */
	private volatile long lastReadNanos = System.nanoTime();

	/** Written by the event loop. */
	private volatile long beatNanos = System.nanoTime();

	/** Set by whoever asks the event loop, taken back by it. */
	private volatile boolean asked;

	/** Written once, before this clock is handed to anybody. */
	private volatile @Nullable Channel channel;

	ReadClock() {
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.channel = context.channel();
	}

	/**
	 * Have the event loop say that it runs, once it has answered the last time. One that
	 * a listener of the application blocks reads nothing, whatever has come: that is as
	 * good as a node that hangs, but not cured by another node. Called by one thread at a
	 * time.
	 * @return whether it has answered the last time; {@code true} for the first question,
	 * too
	 */
	public boolean beat() {
		if (this.asked) {
			return false;
		}
		EventExecutor loop = eventLoop();
		if (loop != null && !loop.isShuttingDown()) {
			this.asked = true;
			loop.execute(() -> {
				this.beatNanos = System.nanoTime();
				this.asked = false;
			});
		}
		return true;
	}

	/**
	 * When the event loop said so for the last time.
	 * @return a reading of {@link System#nanoTime()}
	 */
	public long beatNanos() {
		return this.beatNanos;
	}

	/**
	 * When something was read for the last time.
	 * @return a reading of {@link System#nanoTime()}, at first the time of the beginning
	 */
	public long lastReadNanos() {
		return this.lastReadNanos;
	}

	/**
	 * Where the channel leads to.
	 * @return an address, {@code null} before it is connected and after its end
	 */
	public @Nullable SocketAddress remoteAddress() {
		Channel current = this.channel;
		return (current != null) ? current.remoteAddress() : null;
	}

	/**
	 * The event loop that serves the channel.
	 * @return a loop, {@code null} before it is registered
	 */
	public @Nullable EventExecutor eventLoop() {
		Channel current = this.channel;
		return (current != null && current.isRegistered()) ? current.eventLoop() : null;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.lastReadNanos = System.nanoTime();
		context.fireChannelRead(message);
	}

}
