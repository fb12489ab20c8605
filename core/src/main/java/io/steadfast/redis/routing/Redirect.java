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

import java.util.StringTokenizer;

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

	private static final String OTHERS_OF_HOSTS = ".-_:%";

	/** Those of {@code \s}, without a pattern for each redirect of a storm. */
	private static final String BLANKS = " \t\n\u000B\f\r";

	/**
	 * Read a redirect.
	 * @param reply the error line, beginning with {@code MOVED} or {@code ASK}
	 * @param answeredBy the endpoint that sent it: an empty host means "the same host,
	 * the port that I name"
	 * @return the redirect; whatever cannot be read becomes an {@link Unreadable} target
	 */
	static Redirect parse(String reply, Endpoint answeredBy) {
		StringTokenizer parts = new StringTokenizer(reply.trim(), BLANKS);
		Kind kind = next(parts).equals("ASK") ? Kind.ASK : Kind.MOVED;
		int slot = number(next(parts), SLOTS - 1);
		if (!parts.hasMoreTokens()) {
			return new Redirect(kind, slot, new Unreadable("it names no target"));
		}
		return new Redirect(kind, slot, target(parts.nextToken(), answeredBy));
	}

	private static String next(StringTokenizer parts) {
		return parts.hasMoreTokens() ? parts.nextToken() : "";
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
		int colons = 0;
		int lettersAndDigits = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
			if (!letterOrDigit && OTHERS_OF_HOSTS.indexOf(c) < 0) {
				return false;
			}
			colons += (c == ':') ? 1 : 0;
			lettersAndDigits += letterOrDigit ? 1 : 0;
		}
		return colons != 1 && lettersAndDigits > 0;
	}

	private static int number(String digits, int max) {
		if (digits.isEmpty() || digits.length() > 5) {
			return -1;
		}
		int number = 0;
		for (int i = 0; i < digits.length(); i++) {
			int digit = digits.charAt(i) - '0';
			if (digit < 0 || digit > 9) {
				return -1;
			}
			number = 10 * number + digit;
		}
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
