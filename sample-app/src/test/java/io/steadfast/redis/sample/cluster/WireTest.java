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

import java.nio.charset.StandardCharsets;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Counting on the wire.
 */
class WireTest {

	private final Wire wire = new Wire();

	@Test
	void repliesThatSendElsewhereAreCounted() {
		EmbeddedChannel channel = new EmbeddedChannel();
		this.wire.afterChannelInitialized(channel);
		receive(channel, "-MOVED 1 a:1\r\n+OK\r\n-ASK 2 b:2\r\n$3\r\na-b\r\n-TRYAGAIN later\r\n");
		receive(channel, "-MOVED 3 c:3\r\n:5\r\n-");
		assertThat(this.wire.counts()).returns(2L, WireCounts::moved)
			.returns(1L, WireCounts::ask)
			.returns(1L, WireCounts::tryAgain)
			.returns(3L, WireCounts::redirects);
	}

	@Test
	void socketsAreCountedUntilTheyClose() {
		EmbeddedChannel channel = new EmbeddedChannel();
		this.wire.afterChannelInitialized(channel);
		channel.pipeline().fireChannelActive();
		assertThat(this.wire.counts()).returns(1, WireCounts::open).returns(1L, WireCounts::opened);
		channel.close();
		assertThat(this.wire.counts()).returns(0, WireCounts::open).returns(1L, WireCounts::opened);
	}

	private static void receive(EmbeddedChannel channel, String text) {
		channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
	}

}
