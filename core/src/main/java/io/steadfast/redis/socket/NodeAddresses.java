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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
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
	 * @return completes with its addresses, exceptionally if there are none
	 */
	public CompletableFuture<Set<InetAddress>> lookUp(String name, int port) {
		SocketAddress address = this.resources.socketAddressResolver().resolve(RedisURI.create(name, port));
		if (!(address instanceof InetSocketAddress inet)) {
			return CompletableFuture.failedFuture(new IllegalArgumentException(address + " is no IP address"));
		}
		if (!inet.isUnresolved()) {
			return CompletableFuture.completedFuture(Set.of(inet.getAddress()));
		}
		CompletableFuture<Set<InetAddress>> found = new CompletableFuture<>();
		this.resources.addressResolverGroup()
			.getResolver(this.resources.eventExecutorGroup().next())
			.resolveAll(inet)
			.addListener((Future<List<? extends SocketAddress>> result) -> {
				if (result.isSuccess()) {
					found.complete(addresses(result.getNow()));
				}
				else {
					found.completeExceptionally(result.cause());
				}
			});
		return found;
	}

	private static Set<InetAddress> addresses(List<? extends SocketAddress> resolved) {
		return resolved.stream()
			.filter(InetSocketAddress.class::isInstance)
			.map((address) -> ((InetSocketAddress) address).getAddress())
			.collect(Collectors.toUnmodifiableSet());
	}

}
