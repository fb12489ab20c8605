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

package io.steadfast.redis.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.lettuce.core.api.async.RedisStringAsyncCommands;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The end of the way of a GET, and of an ASKING before it: answers it before it is
 * encoded, so that neither encoder, socket nor node is measured. All else passes. On
 * event loops, but for {@link #get}.
 */
@Sharable
final class Swallowed extends ChannelOutboundHandlerAdapter implements NettyCustomizer {

	private static final ByteBuffer VALUE = ByteBuffer.wrap("value".getBytes(StandardCharsets.US_ASCII));

	private static final ByteBuffer OK = ByteBuffer.wrap("OK".getBytes(StandardCharsets.US_ASCII));

	private final Function<Channel, @Nullable ByteBuffer> redirects;

	/** Written by the event loop of the first GET, read after that was answered. */
	private volatile EventExecutor eventLoop = ImmediateEventExecutor.INSTANCE;

	/**
	 * Answer GETs.
	 * @param redirects given the socket of the node that is asked, the error line that it
	 * answers with; {@code null} for the value
	 */
	Swallowed(Function<Channel, @Nullable ByteBuffer> redirects) {
		this.redirects = redirects;
	}

	@Override
	public void afterChannelInitialized(Channel channel) {
		channel.pipeline().addLast(this);
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		CommandType type = typeOf(message);
		if (type != CommandType.GET && type != CommandType.ASKING) {
			context.write(message, promise);
			return;
		}
		if (this.eventLoop != context.executor()) {
			this.eventLoop = context.executor();
		}
		promise.trySuccess();
		answer((RedisCommand<?, ?, ?>) message, context.channel());
	}

	private static @Nullable CommandType typeOf(Object message) {
		boolean known = message instanceof RedisCommand<?, ?, ?> command && command.getType() instanceof CommandType;
		return known ? (CommandType) ((RedisCommand<?, ?, ?>) message).getType() : null;
	}

	private void answer(RedisCommand<?, ?, ?> command, Channel channel) {
		boolean asking = command.getType() == CommandType.ASKING;
		ByteBuffer redirect = asking ? null : this.redirects.apply(channel);
		if (redirect != null) {
			command.getOutput().setError(redirect);
		}
		else {
			command.getOutput().set((asking ? OK : VALUE).duplicate());
		}
		command.complete();
	}

	/**
	 * Send GETs from where the last one was answered, so that nothing is handed from one
	 * thread to another; each is answered before the next one.
	 * @param commands of a client whose GETs this answers
	 * @param keys what is asked for
	 * @param hole takes the replies
	 * @throws InterruptedException if it is stopped
	 * @throws ExecutionException if one cannot be sent
	 */
	void get(RedisStringAsyncCommands<byte[], byte[]> commands, byte[][] keys, Blackhole hole)
			throws InterruptedException, ExecutionException {
		this.eventLoop.submit(() -> {
			for (byte[] key : keys) {
				hole.consume(commands.get(key));
			}
		}).get();
	}

}
