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

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopologyViewParser}.
 */
class TopologyViewParserTest {

	private static final Endpoint ASKED = new Endpoint("asked.example", 7000);

	private static final String TAIL = " 0 1700000000000 7 connected";

	@Example
	void readsPrimariesReplicasAndSlots() {
		TopologyView view = ViewText.of("a").primary("a", 7, "0-99 200 [300->-b]").replica("r", "a", 7).parsed();
		assertThat(view.unreadableRows()).isZero();
		assertThat(view.sourceId()).isEqualTo("a");
		assertThat(view.rows()).extracting(TopologyView.Row::node)
			.containsExactly(TestTopology.primary("a", 7), TestTopology.replica("r", "a", 7));
		assertThat(view.rows().get(0).slots().cardinality()).isEqualTo(101);
	}

	@Example
	void d46BadRowsCostOnlyThemselves() {
		TopologyView view = ViewText.of("a")
			.primary("a", 7, "0-99")
			.raw("total garbage")
			.raw("\u0000\ufffd")
			.raw("b b:6379@16379 master - 0")
			.raw("c c:6379@16379 master -" + TAIL + " 0-2147483647")
			.raw("d d:6379@16379 master -" + TAIL + " 99999")
			.raw("e e:6379@16379 master -" + TAIL + " 5-x")
			.raw("f f:99999@16379 master -" + TAIL)
			.raw("g g:6379@16379 noflags -" + TAIL)
			.raw("h :0@0 master,noaddr -" + TAIL + " 100-199")
			.raw("i i:6379@16379 handshake -" + TAIL)
			.primary("z", 8, "200-299")
			.parsed();
		assertThat(view.rows()).extracting((row) -> row.node().id()).containsExactly("a", "z");
		assertThat(view.unreadableRows()).isEqualTo(8);
	}

	@Example
	void aNodeThatDoesNotKnowItsOwnHostIsWhereWeAskedIt() {
		Node node = parseAddress(":7001@17001", "myself,master").node();
		assertThat(node.endpoint()).isEqualTo(new Endpoint("asked.example", 7001));
		assertThat(TopologyViewParser.parse("a :7001@17001 master -" + TAIL, ASKED).rows()).isEmpty();
	}

	@Example
	void anAnnouncedHostNameIsTheEndpointAndTheAddressBesideItAnAlias() {
		Node node = parseAddress("10.0.0.1:7001@17001,redis-1.example", "master").node();
		assertThat(node.endpoint()).isEqualTo(new Endpoint("redis-1.example", 7001));
		assertThat(node.aliases()).containsExactly(new Endpoint("10.0.0.1", 7001));
	}

	@Example
	void furtherFieldsAfterTheHostNameAreNotPartOfIt() {
		Endpoint named = parseAddress("10.0.0.1:7001@17001,name,shard-id=abc,tls-port=7002", "master").node()
			.endpoint();
		assertThat(named).isEqualTo(new Endpoint("name", 7001));
		Endpoint unnamed = parseAddress("10.0.0.1:7001@17001,,shard-id=abc", "master").node().endpoint();
		assertThat(unnamed).isEqualTo(new Endpoint("10.0.0.1", 7001));
		Endpoint unknown = parseAddress("10.0.0.1:7001@17001,?", "master").node().endpoint();
		assertThat(unknown).isEqualTo(new Endpoint("10.0.0.1", 7001));
	}

	@Example
	void readsIpv6WithAndWithoutBracketsAndAnAddressWithoutABusPort() {
		Endpoint expected = new Endpoint("2001:db8::1", 7001);
		assertThat(parseAddress("2001:db8::1:7001@17001", "master").node().endpoint()).isEqualTo(expected);
		assertThat(parseAddress("[2001:db8::1]:7001@17001", "master").node().endpoint()).isEqualTo(expected);
		assertThat(parseAddress("2001:db8::1:7001", "master").node().endpoint()).isEqualTo(expected);
	}

	@Example
	void aSuspectedNodeIsFailingAndAFailedOneIsDown() {
		TopologyView.Row suspected = parseAddress("a:1@2", "master,fail?");
		assertThat(suspected.node().failing()).isTrue();
		assertThat(suspected.down()).isFalse();
		assertThat(parseAddress("a:1@2", "master,fail").down()).isTrue();
	}

	@Property(tries = 2000)
	void noTextMakesItThrow(@ForAll String text) {
		assertThat(TopologyViewParser.parse(text, ASKED).asked()).isEqualTo(ASKED);
	}

	@Property(tries = 2000)
	void noMixOfTokensMakesItThrow(@ForAll @From("almostReplies") String text) {
		assertThat(TopologyViewParser.parse(text, ASKED).unreadableRows()).isNotNegative();
	}

	@Provide
	Arbitrary<String> almostReplies() {
		return Arbitraries
			.of("id", "10.0.0.1:7001@17001", ":0@0", "::1:1", "h:1,name", ",", "@", "myself,master", "slave", "noaddr",
					"-", "0", "7", "-1", "99999999999999999999", "connected", "0-5460", "5460-0", "16384", "[1->-x]",
					"\n", "\r\n", "")
			.list()
			.ofMaxSize(40)
			.map((tokens) -> String.join(" ", tokens));
	}

	private static TopologyView.Row parseAddress(String address, String flags) {
		return TopologyViewParser.parse("a " + address + " " + flags + " -" + TAIL + " 0-1\n", ASKED).rows().get(0);
	}

}
