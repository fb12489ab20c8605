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

/**
 * Where a node listens and by which name the cluster tells clients of it.
 *
 * @param host loopback address that the node binds
 * @param port port of the node, for clients
 * @param announcedHost host name told to clients; the address itself if names are not
 * used
 */
record NodeAddress(String host, int port, String announcedHost) {

	/**
	 * Distance from the port for clients to that of the cluster bus, fixed by Redis.
	 */
	static final int BUS_OFFSET = 10_000;

	private static final int HIGHEST_PORT = 65_535;

	/**
	 * The address of a node that listens already.
	 * @param endpoint {@code host:port}
	 * @throws IllegalArgumentException if it is not
	 */
	static NodeAddress of(String endpoint) {
		int colon = endpoint.lastIndexOf(':');
		String port = endpoint.substring(colon + 1);
		if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > HIGHEST_PORT) {
			throw new IllegalArgumentException("\"" + endpoint + "\" is no node's host:port, such as 127.0.0.1:7001");
		}
		String host = endpoint.substring(0, colon);
		return new NodeAddress(host, Integer.parseInt(port), host);
	}

	boolean hasName() {
		return !this.announcedHost.equals(this.host);
	}

	String endpoint() {
		return this.announcedHost + ":" + this.port;
	}

	NodeAddress withPort(int port) {
		return new NodeAddress(this.host, port, this.announcedHost);
	}

}
