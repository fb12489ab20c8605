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

package io.steadfast.redis.sample.cluster;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Watches the application's own sockets to Redis, whoever opened them: how many there
 * are, and which redirects arrive on them. Written by event loops, read by any thread.
 */
public final class Wire implements NettyCustomizer {

	private final AtomicInteger open = new AtomicInteger();

	private final LongAdder opened = new LongAdder();

	private final LongAdder moved = new LongAdder();

	private final LongAdder ask = new LongAdder();

	private final LongAdder tryAgain = new LongAdder();

	@Override
	public void afterChannelInitialized(Channel channel) {
		channel.pipeline().addFirst("wire", new Tap());
	}

	/**
	 * What was seen so far.
	 * @return counts since the start of the application
	 */
	public WireCounts counts() {
		return new WireCounts(this.open.get(), this.opened.sum(), this.moved.sum(), this.ask.sum(),
				this.tryAgain.sum());
	}

	/**
	 * Looks for error replies: a dash and a word. Nothing else that the sample reads has
	 * a dash before a letter; a reply that is cut right there is missed.
	 */
	private final class Tap extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			Wire.this.opened.increment();
			Wire.this.open.incrementAndGet();
			context.channel().closeFuture().addListener((closed) -> Wire.this.open.decrementAndGet());
			context.fireChannelActive();
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			if (message instanceof ByteBuf bytes) {
				scan(bytes);
			}
			context.fireChannelRead(message);
		}

		private void scan(ByteBuf bytes) {
			int end = bytes.writerIndex() - 1;
			for (int at = bytes.readerIndex(); at < end; at++) {
				at = bytes.indexOf(at, end, (byte) '-');
				if (at < 0) {
					return;
				}
				count(bytes.getByte(at + 1), (at + 2 <= end) ? bytes.getByte(at + 2) : 0);
			}
		}

		private void count(byte first, byte second) {
			if (first == 'M' && second == 'O') {
				Wire.this.moved.increment();
			}
			else if (first == 'A' && second == 'S') {
				Wire.this.ask.increment();
			}
			else if (first == 'T' && second == 'R') {
				Wire.this.tryAgain.increment();
			}
		}

	}

}
