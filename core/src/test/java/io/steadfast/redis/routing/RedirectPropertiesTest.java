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

import io.steadfast.redis.routing.Redirect.To;
import io.steadfast.redis.routing.Redirect.Unreadable;
import io.steadfast.redis.topology.Endpoint;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * D12 at random, a million lines in total: whatever a server writes behind MOVED or ASK
 * is a target to go to or named unreadable, and no exception.
 */
class RedirectPropertiesTest {

	private static final Endpoint ASKED = new Endpoint("asked.example", 7000);

	@Property(tries = 250_000)
	void anyTextHasATargetOrIsUnreadable(@ForAll String text) {
		hasATargetOrIsUnreadable(text);
		hasATargetOrIsUnreadable("MOVED " + text);
	}

	@Property(tries = 250_000)
	void anyTargetIsReadOrUnreadable(@ForAll("lines") String line) {
		hasATargetOrIsUnreadable(line);
	}

	@Property(tries = 250_000)
	void partsPutTogetherAtRandomAreReadOrUnreadable(@ForAll("parts") String line) {
		hasATargetOrIsUnreadable(line);
	}

	@Property(tries = 250_000)
	void aWellFormedTargetIsReadAsItWasWritten(@ForAll("hosts") String host, @ForAll("ports") int port,
			@ForAll("slots") int slot) {
		Redirect redirect = Redirect.parse("MOVED " + slot + " " + host + ":" + port, ASKED);

		if (redirect.slot() != slot || !redirect.target().equals(new To(new Endpoint(host, port)))) {
			assertThat(redirect).as("%s:%s", host, port)
				.isEqualTo(new Redirect(Redirect.Kind.MOVED, slot, new To(new Endpoint(host, port))));
		}
	}

	/** Plain conditions: an assertion object for each of a million tries is slow. */
	private static void hasATargetOrIsUnreadable(String line) {
		Redirect redirect = Redirect.parse(line, ASKED);
		boolean slotInRange = redirect.slot() >= -1 && redirect.slot() < 16384;
		boolean definite = (redirect.target() instanceof To to) ? isReachable(to.endpoint())
				: redirect.target() instanceof Unreadable unreadable && !unreadable.why().isBlank();
		assertThat(slotInRange && definite).as("%s read as %s", line, redirect).isTrue();
	}

	private static boolean isReachable(Endpoint endpoint) {
		return !endpoint.host().isBlank() && !endpoint.host().equals("?") && endpoint.host().indexOf('[') < 0
				&& endpoint.port() > 0 && endpoint.port() < 65536;
	}

	@Provide
	Arbitrary<String> lines() {
		Arbitrary<String> target = Arbitraries.strings().withChars("0123456789abz.:[]?-_% \t,@/é٣").ofMaxLength(24);
		return Combinators.combine(Arbitraries.of("MOVED ", "ASK ", "MOVED 1 ", "ASK 16383 ", "MOVED 16384 "), target)
			.as(String::concat);
	}

	@Provide
	Arbitrary<String> parts() {
		Arbitrary<String> kind = Arbitraries.of("MOVED", "ASK", "moved", "");
		Arbitrary<String> space = Arbitraries.of(" ", "  ", "\t", "", "\r\n");
		Arbitrary<String> slot = Arbitraries.of("0", "16383", "16384", "-1", "65536000000", "x", "");
		Arbitrary<String> host = Arbitraries.of("10.0.0.1", "::1", "[::1]", "[]", "[", "?", "", "h", "..", "a b", ":");
		Arbitrary<String> port = Arbitraries.of(":7001", ":0", ":65536", ":", "", ":-1", ":7001:", ":999999999999");
		return Combinators.combine(kind, space, slot, space, host, port)
			.as((a, b, c, d, e, f) -> a + b + c + d + e + f);
	}

	@Provide
	Arbitrary<String> hosts() {
		Arbitrary<String> label = Arbitraries.strings().alpha().numeric().ofMinLength(1).ofMaxLength(8);
		Arbitrary<Integer> octet = Arbitraries.integers().between(0, 255);
		Arbitrary<String> address = octet.array(int[].class)
			.ofSize(4)
			.map((octets) -> octets[0] + "." + octets[1] + "." + octets[2] + "." + octets[3]);
		Arbitrary<String> address6 = Arbitraries.integers()
			.between(0, 0xffff)
			.array(int[].class)
			.ofSize(3)
			.map((words) -> "2001:%x:%x::%x".formatted(words[0], words[1], words[2]));
		return Arbitraries.oneOf(label.list().ofMinSize(1).ofMaxSize(3).map((labels) -> String.join(".", labels)),
				address, address6);
	}

	@Provide
	Arbitrary<Integer> ports() {
		return Arbitraries.integers().between(1, 65535);
	}

	@Provide
	Arbitrary<Integer> slots() {
		return Arbitraries.integers().between(0, 16383);
	}

}
