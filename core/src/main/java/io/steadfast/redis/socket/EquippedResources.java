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

import java.util.concurrent.TimeUnit;

import io.lettuce.core.event.EventBus;
import io.lettuce.core.event.EventPublisherOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.NettyCustomizer;
import io.lettuce.core.resource.SocketAddressResolver;
import io.lettuce.core.tracing.Tracing;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.Timer;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;

/**
 * The resources of the application with another customizer of channels. A copy by
 * {@link ClientResources#mutate()} would be resources of its own, which Lettuce wants to
 * see closed, and which take the threads of the original along when they are.
 *
 * @param shared the resources of the application, which closes them
 * @param nettyCustomizer given each new channel
 * @param eventLoopGroupProvider has the event loops of new channels
 */
record EquippedResources(ClientResources shared, NettyCustomizer nettyCustomizer,
		EventLoopGroupProvider eventLoopGroupProvider) implements ClientResources {

	@Override
	public Builder mutate() {
		return this.shared.mutate().nettyCustomizer(this.nettyCustomizer);
	}

	@Override
	public Future<Boolean> shutdown() {
		return ImmediateEventExecutor.INSTANCE.newSucceededFuture(true);
	}

	@Override
	public Future<Boolean> shutdown(long quietPeriod, long timeout, TimeUnit timeUnit) {
		return shutdown();
	}

	@Override
	public AddressResolverGroup<?> addressResolverGroup() {
		return this.shared.addressResolverGroup();
	}

	@Override
	public EventPublisherOptions commandLatencyPublisherOptions() {
		return this.shared.commandLatencyPublisherOptions();
	}

	@Override
	public CommandLatencyRecorder commandLatencyRecorder() {
		return this.shared.commandLatencyRecorder();
	}

	@Override
	public int computationThreadPoolSize() {
		return this.shared.computationThreadPoolSize();
	}

	@Override
	public DnsResolver dnsResolver() {
		return this.shared.dnsResolver();
	}

	@Override
	public EventBus eventBus() {
		return this.shared.eventBus();
	}

	@Override
	public EventExecutorGroup eventExecutorGroup() {
		return this.shared.eventExecutorGroup();
	}

	@Override
	public int ioThreadPoolSize() {
		return this.shared.ioThreadPoolSize();
	}

	@Override
	public Delay reconnectDelay() {
		return this.shared.reconnectDelay();
	}

	@Override
	public SocketAddressResolver socketAddressResolver() {
		return this.shared.socketAddressResolver();
	}

	@Override
	public Timer timer() {
		return this.shared.timer();
	}

	@Override
	public Tracing tracing() {
		return this.shared.tracing();
	}

}
