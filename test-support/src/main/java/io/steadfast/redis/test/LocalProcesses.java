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

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Servers on this machine's loopback interface.
 */
final class LocalProcesses implements RedisProcesses {

	private static final int HOSTS = 250;

	private final AtomicInteger hosts = new AtomicInteger(1);

	private final UndeletedProcesses undeleted;

	LocalProcesses(UndeletedProcesses undeleted) {
		this.undeleted = undeleted;
	}

	@Override
	public RedisProcess start(NodeAddress address, ClusterSettings settings) {
		return LocalProcess.start(RedisServerBinary.command(), settings.linesFor(address, address.host()),
				settings.files(), this.undeleted);
	}

	@Override
	public int freePort(String host) {
		return Loopback.freePort(host);
	}

	@Override
	public String furtherHost() {
		return Loopback.address(2 + this.hosts.getAndIncrement() % HOSTS);
	}

	@Override
	public String hostBeside(String host, int port) {
		for (int i = 0; i < HOSTS; i++) {
			String other = furtherHost();
			if (!other.equals(host) && Loopback.isFree(other, port)
					&& Loopback.isFree(other, port + NodeAddress.BUS_OFFSET)) {
				return other;
			}
		}
		throw new IllegalStateException("This machine has no second loopback address on which port " + port
				+ " is free. On macOS add some: sudo ifconfig lo0 alias 127.0.0.3");
	}

	@Override
	public void close() {
		// Each process has a directory of its own; they share nothing.
	}

}
