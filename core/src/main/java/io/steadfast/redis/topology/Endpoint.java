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

/**
 * The host and port at which a node is reached.
 *
 * @param host a host name or address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {

	public Endpoint {
		host = withoutBrackets(host);
		if (host.isBlank()) {
			throw new IllegalArgumentException("An endpoint needs a host");
		}
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("Port " + port + " of " + host + " is not between 1 and 65535");
		}
	}

	private static String withoutBrackets(String host) {
		return (host.startsWith("[") && host.endsWith("]")) ? host.substring(1, host.length() - 1) : host;
	}

	@Override
	public String toString() {
		return (this.host.indexOf(':') >= 0) ? "[" + this.host + "]:" + this.port : this.host + ":" + this.port;
	}

}
