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
import java.net.SocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.EventLoopGroupProvider;
import io.lettuce.core.resource.Transports;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;

/**
 * The addresses of names, found in the way in which a connection finds them.
 */
public final class NodeAddresses {

	private final ClientResources resources;

	/**
	 * Create a look-up.
	 * @param resources whose resolvers are used
	 */
	public NodeAddresses(ClientResources resources) {
		this.resources = resources;
	}

	/**
	 * Whether a host has an address that may change.
	 * @param host of an endpoint
	 * @return {@code false} for an IP address
	 */
	public static boolean isName(String host) {
		return !NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host);
	}

	/**
	 * Look a name up. With the JVM's resolver this blocks.
	 * @param name the name of a node
	 * @param port its port
	 * @return completes with its addresses, on an event loop, with none where names are
	 * left to a proxy; exceptionally if nobody knows the name
	 */
	public CompletableFuture<Set<InetAddress>> lookUp(String name, int port) {
		try {
			SocketAddress address = this.resources.socketAddressResolver().resolve(RedisURI.create(name, port));
			if (!(address instanceof InetSocketAddress inet)) {
				return CompletableFuture.failedFuture(new IllegalArgumentException(address + " is no IP address"));
			}
			return inet.isUnresolved() ? resolve(inet) : CompletableFuture.completedFuture(Set.of(inet.getAddress()));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Resolve on an event loop, as connections do: Netty's resolver for DNS runs nowhere
	 * else. Always on the first one, as each loop on which names are resolved has a
	 * socket for that.
	 */
	private CompletableFuture<Set<InetAddress>> resolve(InetSocketAddress name) {
		EventLoopGroupProvider provider = this.resources.eventLoopGroupProvider();
		EventLoopGroup loops = provider.allocate(Transports.eventLoopGroupClass());
		CompletableFuture<Set<InetAddress>> found = new CompletableFuture<>();
		try {
			this.resources.addressResolverGroup()
				.getResolver(loops.iterator().next())
				.resolveAll(name)
				.addListener((Future<List<? extends SocketAddress>> result) -> {
					if (result.isSuccess()) {
						found.complete(addresses(result.getNow()));
					}
					else {
						found.completeExceptionally(result.cause());
					}
				});
		}
		catch (RuntimeException ex) {
			found.completeExceptionally(ex);
		}
		return found.whenComplete((addresses, failure) -> provider.release(loops, 0, 2, TimeUnit.SECONDS));
	}

	private static Set<InetAddress> addresses(List<? extends SocketAddress> resolved) {
		return resolved.stream()
			.filter(InetSocketAddress.class::isInstance)
			.map((address) -> ((InetSocketAddress) address).getAddress())
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
	}

}
