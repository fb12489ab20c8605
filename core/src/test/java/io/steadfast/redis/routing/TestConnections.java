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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;

import io.lettuce.core.resource.ClientResources;
import io.netty.channel.embedded.EmbeddedChannel;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.socket.ReadClock;
import io.steadfast.redis.socket.SocketSetup;

/**
 * Connections as a cluster has them by default, over sockets of the test's choice.
 */
final class TestConnections {

	private TestConnections() {
	}

	static NodeConnections over(LinkFactory links, ScheduledExecutorService scheduler) {
		return over(links, new NodeBreakers(ResiliencePolicies.standalone()), scheduler);
	}

	static NodeConnections over(LinkFactory links, NodeBreakers breakers, ScheduledExecutorService scheduler) {
		return new NodeConnections(links, breakers, new Timer(scheduler),
				new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), () -> 0.5), 10,
				ConnectionOptions.defaults());
	}

	/**
	 * The clock of a channel from which nothing is read.
	 * @param channel its event loop runs when it is told to
	 */
	static ReadClock readClock(ClientResources resources, EmbeddedChannel channel) {
		AtomicReference<ReadClock> clock = new AtomicReference<>();
		SocketSetup.resources(resources, (any, read) -> clock.set(read))
			.nettyCustomizer()
			.afterChannelInitialized(channel);
		return clock.get();
	}

}
