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

package io.steadfast.redis.test;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.resource.DnsResolver;

/**
 * A resolver whose names can be pointed at other addresses while it is in use, so that a
 * test can play <em>same name, new address</em>. Safe for any thread.
 */
public final class SwitchableResolver implements DnsResolver {

	private final DnsResolver others;

	private final Map<String, String> addresses = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> lookUps = new ConcurrentHashMap<>();

	/**
	 * Create a resolver that asks the JVM for names that it does not know.
	 */
	public SwitchableResolver() {
		this(DnsResolver.jvmDefault());
	}

	/**
	 * Create a resolver over another one.
	 * @param others asked for names that were not given to {@link #map}
	 */
	public SwitchableResolver(DnsResolver others) {
		this.others = others;
	}

	/**
	 * Point a name at an address, from the next look-up on.
	 * @param name host name
	 * @param address IP address literal
	 */
	public void map(String name, String address) {
		this.addresses.put(name, address);
	}

	/**
	 * Forget a name, so that looking it up fails or asks the JVM.
	 * @param name host name
	 */
	public void unmap(String name) {
		this.addresses.remove(name);
	}

	/**
	 * How often a name was looked up, known or not.
	 * @param name host name
	 * @return number of look-ups since the creation of the resolver
	 */
	public int lookUps(String name) {
		AtomicInteger count = this.lookUps.get(name);
		return (count != null) ? count.get() : 0;
	}

	@Override
	public InetAddress[] resolve(String name) throws UnknownHostException {
		this.lookUps.computeIfAbsent(name, (key) -> new AtomicInteger()).incrementAndGet();
		String address = this.addresses.get(name);
		if (address == null) {
			return this.others.resolve(name);
		}
		byte[] bytes = InetAddress.getByName(address).getAddress();
		return new InetAddress[] { InetAddress.getByAddress(name, bytes) };
	}

}
