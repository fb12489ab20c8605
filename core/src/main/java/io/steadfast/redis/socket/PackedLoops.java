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

import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.AbstractEventExecutorGroup;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;

/**
 * The event loops of the application's group, of which the next one is not the next in
 * turn.
 */
final class PackedLoops extends AbstractEventExecutorGroup implements EventLoopGroup {

	private final EventLoopGroup group;

	private final Supplier<EventLoop> choice;

	PackedLoops(EventLoopGroup group, Supplier<EventLoop> choice) {
		this.group = group;
		this.choice = choice;
	}

	/** The group of the application. */
	EventLoopGroup group() {
		return this.group;
	}

	@Override
	public EventLoop next() {
		return this.choice.get();
	}

	@Override
	public ChannelFuture register(Channel channel) {
		return next().register(channel);
	}

	@Override
	public ChannelFuture register(ChannelPromise promise) {
		return next().register(promise);
	}

	@Override
	@Deprecated
	public ChannelFuture register(Channel channel, ChannelPromise promise) {
		return next().register(channel, promise);
	}

	@Override
	public Iterator<EventExecutor> iterator() {
		return this.group.iterator();
	}

	@Override
	public boolean isShuttingDown() {
		return this.group.isShuttingDown();
	}

	@Override
	public Future<?> shutdownGracefully(long quietPeriod, long timeout, TimeUnit unit) {
		return this.group.shutdownGracefully(quietPeriod, timeout, unit);
	}

	@Override
	public Future<?> terminationFuture() {
		return this.group.terminationFuture();
	}

	@Override
	@Deprecated
	public void shutdown() {
		this.group.shutdown();
	}

	@Override
	public boolean isShutdown() {
		return this.group.isShutdown();
	}

	@Override
	public boolean isTerminated() {
		return this.group.isTerminated();
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
		return this.group.awaitTermination(timeout, unit);
	}

}
