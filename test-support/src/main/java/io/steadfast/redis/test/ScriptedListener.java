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

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;

/**
 * The socket of a {@link ScriptedRedisNode} and the connections that it has accepted.
 * Safe for any thread.
 */
final class ScriptedListener {

	private final Script script;

	private final EventLoopGroup thread;

	private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

	private final AtomicInteger opened = new AtomicInteger();

	private final InetSocketAddress address;

	/** Replaced by {@link #up()}, on the test's thread. */
	private volatile Channel socket;

	/**
	 * Listen.
	 * @param script what the node answers
	 * @param address where
	 * @param thread runs it; the caller's to end
	 */
	ScriptedListener(Script script, InetSocketAddress address, EventLoopGroup thread) {
		this.script = script;
		this.thread = thread;
		this.socket = listen(address);
		this.address = (InetSocketAddress) this.socket.localAddress();
	}

	static EventLoopGroup newThread() {
		return new NioEventLoopGroup(1, new DefaultThreadFactory("scripted-redis", true));
	}

	static void end(EventLoopGroup thread) {
		thread.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	InetSocketAddress address() {
		return this.address;
	}

	int opened() {
		return this.opened.get();
	}

	int open() {
		return this.connections.size();
	}

	void disconnectAll() {
		this.connections.close().awaitUninterruptibly();
	}

	void down() {
		this.socket.close().awaitUninterruptibly();
		disconnectAll();
	}

	void up() {
		if (this.socket.isOpen()) {
			throw new IllegalStateException("The node on " + this.address + " is up already");
		}
		this.socket = listen(this.address);
	}

	private Channel listen(InetSocketAddress where) {
		return new ServerBootstrap().group(this.thread)
			.channel(NioServerSocketChannel.class)
			.option(ChannelOption.SO_REUSEADDR, true)
			.childHandler(new ChannelInitializer<>() {
				@Override
				protected void initChannel(Channel connection) {
					accept(connection);
				}
			})
			.bind(where)
			.syncUninterruptibly()
			.channel();
	}

	private void accept(Channel connection) {
		this.connections.add(connection);
		connection.pipeline()
			.addLast(new RequestDecoder())
			.addLast(new ScriptedConnection(this.script, this.opened.incrementAndGet()));
	}

}
