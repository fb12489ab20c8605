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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.protocol.DefaultEndpoint;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.channel.embedded.EmbeddedChannel;
import io.steadfast.redis.socket.SocketSetup;
import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a command that meets the end of its socket within Lettuce.
 */
class NodeSocketTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ClientResources resources = DefaultClientResources.create();

	private final DefaultEndpoint lettuce = new DefaultEndpoint(
			SocketSetup.singleLife(ClientOptions.create(), SECOND, SECOND), this.resources);

	private final NodeSocket<String, String> socket = new NodeSocket<>(this.lettuce, this.lettuce, StringCodec.UTF8,
			SECOND);

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 10,
			new ConnectionHealth(false));

	private final EndingChannel channel = new EndingChannel();

	private final CountedCommand command = new CountedCommand(0, 0);

	@BeforeEach
	void open() {
		this.lettuce.notifyChannelActive(this.channel);
		this.socket.onEnd(this.socket::close);
		this.connection.open(this.socket);
		this.channel.ends = true;
	}

	@AfterEach
	void stop() {
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	@Test
	void aCommandThatPassesJustBeforeTheEndIsGivenBack() {
		this.connection.write(this.command.boundFor(this.connection));

		assertThat(this.command.timesFailed()).isEqualTo(1);
		assertThat(this.connection.inFlight()).isZero();
	}

	@Test
	void soAreSeveral() {
		CountedCommand second = new CountedCommand(0, 1);
		this.connection.write(List.of(this.command.boundFor(this.connection), second.boundFor(this.connection)));

		assertThat(this.command.timesFailed()).isEqualTo(1);
		assertThat(second.timesFailed()).isEqualTo(1);
		assertThat(this.connection.inFlight()).isZero();
	}

	/**
	 * A channel that ends right after Lettuce has seen it alive.
	 */
	private final class EndingChannel extends EmbeddedChannel {

		private boolean ends;

		@Override
		public boolean isActive() {
			boolean active = super.isActive();
			if (this.ends) {
				this.ends = false;
				NodeSocketTest.this.lettuce.notifyChannelInactive(this);
			}
			return active;
		}

	}

}
