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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.SlotOwner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Replies that are read at once.
 */
class RepliesTest {

	private static final Route ROUTE = Route.bySlot(StoppedRouter.create(), false);

	private final ClientResources resources = DefaultClientResources.create();

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 10,
			new ConnectionHealth(false));

	private final List<String> told = new ArrayList<>();

	private final InLettucesPlace lettuce = new InLettucesPlace();

	private final EmbeddedChannel channel = new EmbeddedChannel(this.lettuce);

	@BeforeEach
	void equip() {
		NodeChannels.equip(this.resources, 256).nettyCustomizer().afterChannelInitialized(this.channel);
	}

	@AfterEach
	void stop() {
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	private void write(String name) {
		RoutedCommand<String, String, String> command = new RoutedCommand<>(new Told(name), ROUTE, -1, 0);
		command.boundFor(this.connection, SlotOwner.NONE, false);
		this.channel.writeOutbound(command);
	}

	@Test
	void callersAreToldInOrderWhenAllRepliesOfOneReadAreDecoded() {
		write("first");
		write("second");

		this.channel.writeInbound("replies");

		assertThat(this.told).containsExactly("first decoded", "second decoded", "first told", "second told");
	}

	@Test
	void aCallerThatThrowsKeepsNoReplyFromTheNext() {
		write("throws");
		write("second");

		this.channel.writeInbound("replies");

		assertThat(this.told).endsWith("throws told", "second told");
	}

	@Test
	void whatWasDecodedBeforeAnUnreadableReplyIsTold() {
		write("first");
		this.lettuce.unreadable = true;

		assertThatIllegalStateException().isThrownBy(() -> this.channel.writeInbound("replies"));

		assertThat(this.told).containsExactly("first decoded", "first told");
	}

	@Test
	void aCommandThatIsCompletedWhileNothingIsReadIsToldAtOnce() {
		write("first");
		write("second");

		this.channel.runPendingTasks();
		this.lettuce.decodeAll();

		assertThat(this.told).containsExactly("first decoded", "first told", "second decoded", "second told");
	}

	/**
	 * A command whose caller looks at its reply at once.
	 */
	private final class Told extends Command<String, String, String> {

		private final String name;

		Told(String name) {
			super(CommandType.PING, new StatusOutput<>(StringCodec.ASCII));
			this.name = name;
		}

		@Override
		public void complete() {
			super.complete();
			RepliesTest.this.told.add(this.name + " told");
			if (this.name.equals("throws")) {
				throw new IllegalStateException("the caller's");
			}
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * Decodes a reply to each command that was written, whatever is read.
	 */
	private final class InLettucesPlace extends ChannelDuplexHandler {

		private final List<RoutedCommand<?, ?, ?>> written = new ArrayList<>();

		private boolean unreadable;

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			RoutedCommand<?, ?, ?> command = (RoutedCommand<?, ?, ?>) message;
			command.encode(Unpooled.buffer());
			this.written.add(command);
			promise.trySuccess();
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) {
			decodeAll();
			if (this.unreadable) {
				throw new IllegalStateException("not a reply");
			}
		}

		private void decodeAll() {
			for (RoutedCommand<?, ?, ?> command : this.written) {
				RepliesTest.this.told.add(command.getDelegate() + " decoded");
				command.complete();
			}
		}

	}

}
