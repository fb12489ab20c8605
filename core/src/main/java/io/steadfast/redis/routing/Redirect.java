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

import io.steadfast.redis.topology.Endpoint;

/**
 * A MOVED or ASK reply as it was read (Redis Cluster specification, "Redirection and
 * resharding").
 *
 * @param kind whether the slot has moved for good
 * @param slot the slot that the server named, or -1 if unreadable
 * @param target where to go
 */
record Redirect(Kind kind, int slot, Target target) {

	private static final int SLOTS = 16384;

	/**
	 * Read a redirect.
	 * @param reply the error line, beginning with {@code MOVED} or {@code ASK}
	 * @param answeredBy the endpoint that sent it: an empty host means "the same host,
	 * the port that I name"
	 * @return the redirect; whatever cannot be read becomes an {@link Unreadable} target
	 */
	static Redirect parse(String reply, Endpoint answeredBy) {
		String[] parts = reply.trim().split("\\s+", 4);
		Kind kind = parts[0].equals("ASK") ? Kind.ASK : Kind.MOVED;
		int slot = (parts.length > 1) ? number(parts[1], SLOTS - 1) : -1;
		if (parts.length < 3) {
			return new Redirect(kind, slot, new Unreadable("it names no target"));
		}
		return new Redirect(kind, slot, target(parts[2], answeredBy));
	}

	private static Target target(String text, Endpoint answeredBy) {
		int colon = text.lastIndexOf(':');
		if (colon < 0) {
			return new Unreadable("its target has no port");
		}
		int port = number(text.substring(colon + 1), 65535);
		if (port < 1) {
			return new Unreadable("its port is not a number from 1 to 65535");
		}
		String host = text.substring(0, colon);
		if (host.startsWith("[") && host.endsWith("]")) {
			host = host.substring(1, host.length() - 1);
		}
		if (host.isEmpty()) {
			return new To(new Endpoint(answeredBy.host(), port));
		}
		if (host.equals("?")) {
			return new Unreadable("the server does not know the host");
		}
		if (!isHost(host)) {
			return new Unreadable("its host is neither a name nor an address");
		}
		return new To(new Endpoint(host, port));
	}

	/**
	 * A single colon is none of a name and none of an IPv6 address.
	 */
	private static boolean isHost(String text) {
		long colons = text.chars().filter((c) -> c == ':').count();
		return colons != 1 && text.chars().anyMatch(Character::isLetterOrDigit) && text.chars()
			.allMatch((c) -> c < 128
					&& (Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '%'));
	}

	private static int number(String digits, int max) {
		if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			return -1;
		}
		int number = Integer.parseInt(digits);
		return (number <= max) ? number : -1;
	}

	/**
	 * Whether the slot has moved for good, or this one command is to ask elsewhere.
	 */
	enum Kind {

		MOVED, ASK

	}

	/**
	 * Where a redirect points.
	 */
	sealed interface Target {

	}

	/**
	 * A target that can be connected to.
	 *
	 * @param endpoint its address
	 */
	record To(Endpoint endpoint) implements Target {
	}

	/**
	 * A target that cannot be connected to: only a refresh helps.
	 *
	 * @param why what is wrong with it
	 */
	record Unreadable(String why) implements Target {
	}

}
