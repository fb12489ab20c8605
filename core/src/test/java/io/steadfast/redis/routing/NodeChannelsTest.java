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

import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The last look at a command on the event loop.
 */
class NodeChannelsTest {

	private final ClientResources resources = DefaultClientResources.create();

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 10,
			new ConnectionHealth(false));

	/** The socket has ended, and nobody was told yet. */
	private boolean ended;

	@AfterEach
	void stop() {
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	/**
	 * A channel behind whose last look is something in Lettuce's place.
	 */
	private EmbeddedChannel channel(Consumer<RoutedCommand<?, ?, ?>> lettuce) {
		return equip(new EmbeddedChannel(), lettuce);
	}

	private EmbeddedChannel equip(EmbeddedChannel channel, Consumer<RoutedCommand<?, ?, ?>> lettuce) {
		channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {

			@Override
			public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
				lettuce.accept((RoutedCommand<?, ?, ?>) message);
				promise.trySuccess();
			}

		});
		NodeChannels.equip(this.resources, 0, EventLoopPacking.onThisMachine(false))
			.nettyCustomizer()
			.afterChannelInitialized(channel);
		return channel;
	}

	private RoutedCommand<?, ?, ?> command() {
		RoutedCommand<?, ?, ?> command = new CountedCommand(0, 0).boundFor(this.connection);
		this.connection.write(command);
		return command;
	}

	@Test
	void aCommandThatIsEncodedCountsUntilItsReply() {
		EmbeddedChannel channel = channel((command) -> command.encode(Unpooled.buffer()));
		channel.writeOneOutbound(command());

		assertThat(this.connection.inFlight()).isEqualTo(1);
	}

	@Test
	void aCommandThatEndsAfterTheLastLookIsNotInFlight() {
		EmbeddedChannel channel = channel(RoutedCommand::end);
		channel.writeOneOutbound(command());

		assertThat(this.connection.inFlight()).isZero();
	}

	@Test
	void aCommandForASocketThatHasEndedIsNotSent() {
		EmbeddedChannel channel = equip(new EmbeddedChannel() {

			@Override
			public boolean isActive() {
				return !NodeChannelsTest.this.ended && super.isActive();
			}

		}, (command) -> {
			throw new IllegalStateException("it must not come here");
		});
		this.ended = true;
		RoutedCommand<?, ?, ?> command = command();

		ChannelFuture written = channel.writeOneOutbound(command);

		assertThat(written.cause()).isInstanceOf(ClosedChannelException.class);
		assertThat(command.wasSent()).isFalse();
	}

}
