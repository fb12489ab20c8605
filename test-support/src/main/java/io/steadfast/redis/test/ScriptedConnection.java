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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection to a {@link ScriptedRedisNode}: answers its commands in their
 * order, however long each takes. Used by the thread of its channel.
 */
final class ScriptedConnection extends SimpleChannelInboundHandler<List<String>> {

	private static final Logger logger = LoggerFactory.getLogger(ScriptedConnection.class);

	private final Script script;

	private final int number;

	private final Deque<ScriptedRequest> waiting = new ArrayDeque<>();

	private boolean answering;

	private boolean first = true;

	ScriptedConnection(Script script, int number) {
		this.script = script;
		this.number = number;
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		Duration delay = this.script.readDelay();
		if (delay.isZero()) {
			return;
		}
		context.channel().config().setAutoRead(false);
		var unused = context.executor()
			.schedule(() -> context.channel().config().setAutoRead(true), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, List<String> words) {
		ScriptedRequest request = new ScriptedRequest(this.number, words);
		this.script.record(request);
		this.waiting.add(request);
		answerNext(context);
	}

	private void answerNext(ChannelHandlerContext context) {
		while (!this.answering) {
			ScriptedRequest request = this.waiting.poll();
			if (request == null) {
				return;
			}
			this.answering = true;
			answer(context, request);
		}
	}

	private void answer(ChannelHandlerContext context, ScriptedRequest request) {
		ScriptedReply reply = this.script.replyTo(request);
		Duration delay = this.first ? reply.delay().plus(this.script.handshakeDelay()) : reply.delay();
		this.first = false;
		if (delay.isZero()) {
			send(context, reply);
			return;
		}
		var unused = context.executor().schedule(() -> {
			send(context, reply);
			answerNext(context);
		}, delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	private void send(ChannelHandlerContext context, ScriptedReply reply) {
		this.answering = false;
		ChannelFuture sent = context.writeAndFlush(Unpooled.wrappedBuffer(reply.bytes()));
		if (reply.isClosing()) {
			this.waiting.clear();
			sent.addListener(ChannelFutureListener.CLOSE);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		logger.debug("Connection {} of a scripted node failed", this.number, cause);
		var unused = context.close();
	}

}
