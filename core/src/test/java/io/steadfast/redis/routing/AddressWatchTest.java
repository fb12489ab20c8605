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

import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DnsResolver;
import io.lettuce.core.resource.SocketAddressResolver;
import io.steadfast.redis.socket.NodeAddresses;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The watch for names that lead elsewhere does not end in silence.
 */
class AddressWatchTest {

	private static final List<Node> NODES = List
		.of(new Node("id", new Endpoint("node.test", 7001), Set.of(), NodeRole.PRIMARY, "", 1, false));

	private final AtomicInteger looks = new AtomicInteger();

	private final ClientResources resources = ClientResources.builder()
		.socketAddressResolver(new SocketAddressResolver(DnsResolver.unresolved()) {
			@Override
			public SocketAddress resolve(RedisURI uri) {
				AddressWatchTest.this.looks.incrementAndGet();
				throw new NoClassDefFoundError("a part of the resolver");
			}
		})
		.build();

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private final NodeConnections connections = TestConnections
		.over((endpoint, access, onEnd) -> new CompletableFuture<>(), this.scheduler);

	@AutoClose
	private final CapturedLog log = CapturedLog.of(AddressWatch.class);

	@AfterEach
	void close() {
		this.scheduler.shutdownNow();
		this.resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	@Test
	void whatKeepsItFromLookingIsToldOnceAndItLooksAgain() {
		AddressWatch watch = new AddressWatch(this.connections, new NodeAddresses(this.resources), Runnable::run);
		watch.look(NODES);
		watch.look(NODES);
		assertThat(this.looks).hasValue(2);
		assertThat(this.log.messages(Level.TRACE)).singleElement()
			.asString()
			.startsWith("The names of nodes were not looked up");
	}

}
