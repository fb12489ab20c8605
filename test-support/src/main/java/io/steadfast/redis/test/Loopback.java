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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports and further addresses of this machine's loopback interface.
 */
final class Loopback {

	static final String FIRST = "127.0.0.1";

	/**
	 * Port and bus port both lie below 32768, where Linux begins to hand out ports to
	 * outgoing connections: a node that is restarted a while later finds its port free.
	 */
	private static final int LOWEST_PORT = 11_000;

	private static final int HIGHEST_PORT = 22_700;

	private static final int ATTEMPTS = 500;

	private static final int CONNECT_LIMIT_MILLIS = 3_000;

	/** Ports handed out in this JVM; only ever added to, from any thread. */
	private static final Set<Integer> TAKEN = ConcurrentHashMap.newKeySet();

	private Loopback() {
	}

	/**
	 * A port that is free together with its bus port on an address.
	 * @param host a loopback address
	 * @return a port that this JVM has not handed out before
	 */
	static int freePort(String host) {
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
			if (isFree(host, port) && isFree(host, port + NodeAddress.BUS_OFFSET) && TAKEN.add(port)) {
				return port;
			}
		}
		throw new IllegalStateException("Found no free port on " + host + " between " + LOWEST_PORT + " and "
				+ HIGHEST_PORT + " whose bus port (+" + NodeAddress.BUS_OFFSET + ") is free too");
	}

	/**
	 * A loopback address by number, where the machine has more than one.
	 * @param number 1 to 254, the last part of the address
	 * @return {@code 127.0.0.number} if it can be bound (Linux), else {@code 127.0.0.1}
	 */
	static String address(int number) {
		String address = "127.0.0." + number;
		return isFree(address, 0) ? address : FIRST;
	}

	static boolean isFree(String host, int port) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Require that somebody listens, before a client tries for long.
	 * @param address of a node
	 * @throws IllegalStateException if nobody does
	 */
	static void requireListener(NodeAddress address) {
		if (!answers(address.host(), address.port())) {
			throw new IllegalStateException("Nobody listens at " + address.host() + ":" + address.port());
		}
	}

	static boolean answers(String host, int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.getByName(host), port), CONNECT_LIMIT_MILLIS);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
