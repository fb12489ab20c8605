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

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Remembers when something was read from a socket for the last time. The event loop
 * writes, any thread reads.
 */
final class ReadClock extends ChannelInboundHandlerAdapter {

	private volatile long lastReadNanos = System.nanoTime();

	long lastReadNanos() {
		return this.lastReadNanos;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.lastReadNanos = System.nanoTime();
		context.fireChannelRead(message);
	}

}
