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

package io.steadfast.redis.topology;

import java.util.Set;

/**
 * The address field of a CLUSTER NODES row:
 * {@code ip:port[@busport[,hostname[,name=value...]]]}.
 *
 * @param ip address of the node, empty if it does not know its own
 * @param port the port for clients
 * @param hostName the announced host name, empty if there is none
 */
record NodeAddress(String ip, int port, String hostName) {

	static NodeAddress parse(String field) {
		String[] parts = field.split(",", -1);
		String address = parts[0].split("@", -1)[0];
		int colon = address.lastIndexOf(':');
		if (colon < 0) {
			throw new IllegalArgumentException("An address without a port: " + field);
		}
		String hostName = (parts.length > 1 && isName(parts[1])) ? parts[1] : "";
		return new NodeAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)), hostName);
	}

	/** Not so: the sign for an unknown name, and Redis 7.2's name=value fields. */
	private static boolean isName(String text) {
		return !text.isBlank() && !text.equals("?") && text.indexOf('=') < 0;
	}

	boolean hasNoHost() {
		return this.ip.isEmpty() && this.hostName.isEmpty();
	}

	/**
	 * Where clients reach the node: by its host name if it announces one.
	 */
	Endpoint endpoint(String hostIfNone) {
		if (hasNoHost()) {
			return new Endpoint(hostIfNone, this.port);
		}
		return new Endpoint(this.hostName.isEmpty() ? this.ip : this.hostName, this.port);
	}

	Set<Endpoint> aliases() {
		boolean both = !this.ip.isEmpty() && !this.hostName.isEmpty();
		return both ? Set.of(new Endpoint(this.ip, this.port)) : Set.of();
	}

}
