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

import io.steadfast.redis.routing.Redirect.Kind;
import io.steadfast.redis.routing.Redirect.To;
import io.steadfast.redis.routing.Redirect.Unreadable;
import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * D12: every form in which a server names the target of a redirect.
 */
class RedirectTest {

	private static final Endpoint ASKED = new Endpoint("asked.example", 7000);

	@ParameterizedTest
	@CsvSource({ "10.0.0.1:7001, 10.0.0.1, 7001", "::1:7001, ::1, 7001", "[::1]:7001, ::1, 7001",
			"fe80::1%eth0:7001, fe80::1%eth0, 7001", "2001:db8::7:7001, 2001:db8::7, 7001",
			"node-1.example:65535, node-1.example, 65535", "redis_1:1, redis_1, 1" })
	void aTargetWithHostAndPortIsGoneTo(String target, String host, int port) {
		assertThat(Redirect.parse("MOVED 3999 " + target, ASKED))
			.isEqualTo(new Redirect(Kind.MOVED, 3999, new To(new Endpoint(host, port))));
		assertThat(Redirect.parse("ASK 3999 " + target, ASKED))
			.isEqualTo(new Redirect(Kind.ASK, 3999, new To(new Endpoint(host, port))));
	}

	@Test
	void anEmptyHostIsTheHostThatAnswered() {
		assertThat(Redirect.parse("MOVED 1 :7005", ASKED).target())
			.isEqualTo(new To(new Endpoint("asked.example", 7005)));
		assertThat(Redirect.parse("ASK 1 :7005", ASKED).target())
			.isEqualTo(new To(new Endpoint("asked.example", 7005)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "?:7001", "[?]:7001", "10.0.0.1", "10.0.0.1:", ":", "10.0.0.1:0", "10.0.0.1:65536",
			"10.0.0.1:-1", "10.0.0.1:+7001", "10.0.0.1:7001x", "10.0.0.1:\u0667\u0660\u0660\u0661", "::7001", ":::7001",
			"10.0.0.1:7001:7002", "..:7001", "ho\u00f6st:7001", "host/path:7001", "user@host:7001", "[::1:7001",
			"::1]:7001", "[[::1]]:7001" })
	void aTargetThatCannotBeReadOnlyAsksForARefresh(String target) {
		Redirect redirect = Redirect.parse("MOVED 3999 " + target, ASKED);

		assertThat(redirect.slot()).isEqualTo(3999);
		assertThat(redirect.target()).isInstanceOf(Unreadable.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "MOVED", "MOVED ", "MOVED 3999", "MOVED 3999 ", "ASK", "" })
	void aRedirectWithMissingPartsOnlyAsksForARefresh(String line) {
		assertThat(Redirect.parse(line, ASKED).target()).isInstanceOf(Unreadable.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "16384", "-1", "x", "99999999999999999999", "+1", "3999,1" })
	void aSlotThatCannotBeReadDoesNotHideTheTarget(String slot) {
		Redirect redirect = Redirect.parse("MOVED " + slot + " 10.0.0.1:7001", ASKED);

		assertThat(redirect.slot()).isEqualTo(-1);
		assertThat(redirect.target()).isEqualTo(new To(new Endpoint("10.0.0.1", 7001)));
	}

	@Test
	void whatFollowsTheTargetIsIgnored() {
		assertThat(Redirect.parse("  MOVED  12   10.0.0.1:7001  and more", ASKED))
			.isEqualTo(new Redirect(Kind.MOVED, 12, new To(new Endpoint("10.0.0.1", 7001))));
	}

}
