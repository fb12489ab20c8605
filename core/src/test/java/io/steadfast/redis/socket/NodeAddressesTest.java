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

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.Transports;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.DefaultNameResolver;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names are looked up with the resolver that connections use, where it runs.
 */
class NodeAddressesTest {

	private final PickyResolvers resolvers = new PickyResolvers();

	private final ClientResources resources = ClientResources.builder().addressResolverGroup(this.resolvers).build();

	private final NodeAddresses addresses = new NodeAddresses(this.resources);

	@AfterEach
	void close() {
		this.resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	@Test
	void aNameIsLookedUpOnAnEventLoop() {
		assertThat(this.addresses.lookUp("localhost", 7001)).succeedsWithin(5, TimeUnit.SECONDS)
			.satisfies((found) -> assertThat(found).isNotEmpty().allMatch(InetAddress::isLoopbackAddress));
	}

	@Test
	void theEventLoopsAreGivenBack() {
		EventLoopGroupProvider provider = this.resources.eventLoopGroupProvider();
		EventLoopGroup loops = provider.allocate(Transports.eventLoopGroupClass());
		assertThat(this.addresses.lookUp("localhost", 7001)).succeedsWithin(5, TimeUnit.SECONDS);
		assertThat(loops.isShuttingDown()).isFalse();
		provider.release(loops, 0, 1, TimeUnit.SECONDS);
		assertThat(loops.isShuttingDown()).isTrue();
	}

	@Test
	void aResolverThatCannotBeMadeIsAFailedLookUp() {
		this.resolvers.broken = true;
		assertThat(this.addresses.lookUp("localhost", 7001)).failsWithin(5, TimeUnit.SECONDS)
			.withThrowableThat()
			.havingRootCause()
			.withMessage("broken");
	}

	/**
	 * Makes resolvers for event loops alone, as Netty's own for DNS.
	 */
	private static final class PickyResolvers extends AddressResolverGroup<InetSocketAddress> {

		private boolean broken;

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			if (this.broken) {
				throw new IllegalStateException("broken");
			}
			if (!(executor instanceof EventLoop)) {
				throw new IllegalStateException("unsupported executor type");
			}
			return new DefaultNameResolver(executor).asAddressResolver();
		}

	}

}
