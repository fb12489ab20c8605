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
import java.nio.charset.StandardCharsets;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandKeyword;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.resource.ClientResources;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.socket.ReadClock;
import io.steadfast.redis.socket.SocketSetup;

/**
 * What our channels have beyond Lettuce's handlers: flushes that become one, and the last
 * look at a command before it leaves.
 */
final class NodeChannels {

	private NodeChannels() {
	}

	/**
	 * Resources that share everything with the given ones and equip each new channel.
	 * @param resources the resources of the application; its own customizer runs first
	 * @param flushConsolidation number of flushes that may become one, 0 for none
	 * @param packing chooses the event loops
	 * @return resources that need not be closed
	 */
	static ClientResources equip(ClientResources resources, int flushConsolidation, EventLoopPacking packing) {
		return SocketSetup.resources(resources, (channel, clock) -> {
			if (flushConsolidation > 0) {
				channel.pipeline().addFirst(new FlushConsolidationHandler(flushConsolidation, true));
			}
			channel.pipeline().addLast(new LastLook(clock));
		}, packing);
	}

	/**
	 * The last handler before Lettuce's: on the event loop, so that ASKING, or a script
	 * that has to be loaded, and its command are neighbours and a command that has ended
	 * does not leave the process.
	 */
	private static final class LastLook extends ChannelOutboundHandlerAdapter {

		private final ReadClock clock;

		LastLook(ReadClock clock) {
			this.clock = clock;
		}

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
			if (message instanceof RoutedCommand<?, ?, ?> command) {
				write(context, command, promise);
			}
			else {
				context.write(message, promise);
			}
		}

		private void write(ChannelHandlerContext context, RoutedCommand<?, ?, ?> command, ChannelPromise promise) {
			if (!context.channel().isActive()) {
				// Lettuce would encode it all the same, so that it might have been sent
				promise.tryFailure(new ClosedChannelException());
				return;
			}
			if (!command.claimForSending()) {
				command.release();
				command.giveBack();
				promise.trySuccess();
				return;
			}
			command.carrier().health().hear(this.clock);
			String script = command.progress().script();
			if (script != null) {
				context.write(scriptLoad(script));
			}
			if (command.isAsking()) {
				context.write(asking());
			}
			context.write(command, promise);
			if (!command.isEncoded()) {
				// it ended since, and Lettuce has left it out
				command.release();
			}
		}

		private static Command<String, String, String> scriptLoad(String script) {
			return new Command<>(CommandType.SCRIPT, new StatusOutput<>(StringCodec.ASCII),
					new CommandArgs<>(StringCodec.ASCII).add(CommandKeyword.LOAD)
						.add(script.getBytes(StandardCharsets.ISO_8859_1)));
		}

		private static Command<String, String, String> asking() {
			return new Command<>(CommandType.ASKING, new StatusOutput<>(StringCodec.ASCII),
					new CommandArgs<>(StringCodec.ASCII));
		}

	}

}
