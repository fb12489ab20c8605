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

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replies that one read of a socket brought: their callers are told, in the order of
 * the replies, when the last of them has been decoded. A thread that is woken up wants a
 * processor at once, and where there are few it is that of the event loop, which has more
 * threads to wake up. What is read at once is a buffer of 64 kB at most.
 * <p>
 * Belongs to the event loop of its channel; {@link #hold} may be called by any thread.
 */
final class Replies extends ChannelInboundHandlerAdapter {

	private static final Logger logger = LoggerFactory.getLogger(Replies.class);

	private final Queue<RoutedCommand<?, ?, ?>> held = new ArrayDeque<>();

	/**
	 * Written by the event loop; what another thread reads has no effect, since it is not
	 * the event loop.
	 */
	private boolean reading;

	/** Written once, before anything is read. */
	private @Nullable ChannelHandlerContext context;

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.reading = true;
		try {
			context.fireChannelRead(message);
		}
		finally {
			this.reading = false;
			tell();
		}
	}

	/**
	 * Let a command wait for those whose replies came with its own.
	 * @param command has its reply
	 * @return {@code false} if nothing is being read on this thread: its caller is to be
	 * told at once
	 */
	boolean hold(RoutedCommand<?, ?, ?> command) {
		ChannelHandlerContext current = this.context;
		return current != null && current.executor().inEventLoop() && this.reading && this.held.add(command);
	}

	private void tell() {
		RoutedCommand<?, ?, ?> next;
		while ((next = this.held.poll()) != null) {
			try {
				next.tellReply();
			}
			catch (RuntimeException ex) {
				logger.error("What was to be done with the reply to {} failed", next, ex);
			}
		}
	}

}
