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

package io.steadfast.redis.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The drills that need nodes which misbehave to order: D43 to D47.
 */
class ScriptedDrillsTest {

	private static final Duration NEVER = Duration.ofHours(1);

	/** Refreshes that follow one another as fast as the test asks for them. */
	private static final RoutingOptions EAGER = eager(2);

	private final String low = ScriptedApplication.keyIn(0, 5000);

	private final String high = ScriptedApplication.keyIn(11000, 16383);

	private final ScriptedRedisNode first = ScriptedRedisNode.start();

	private final ScriptedRedisNode second = ScriptedRedisNode.start();

	private final ScriptedRedisNode third = ScriptedRedisNode.start();

	@BeforeEach
	void aThirdOfTheSlotsEach() {
		this.first.on("GET", ScriptedReply.bulk("first"));
		this.second.on("GET", ScriptedReply.bulk("second"));
		this.third.on("GET", ScriptedReply.bulk("third"));
		tellAll(1, 0);
	}

	/**
	 * Slots 0 to 5000 at the first, 11000 and up at the second, between them changing.
	 */
	private void tellAll(long epoch, int shift) {
		String[] rows = view(epoch, shift).split("\n");
		this.first.clusterNodes(rows);
		this.second.clusterNodes(rows);
		this.third.clusterNodes(rows);
	}

	private String view(long epoch, int shift) {
		return String.join("\n", this.first.row(epoch, "0-" + (6000 + shift)), this.second.row(1, "11000-16383"),
				this.third.row(epoch, (6001 + shift) + "-10999"));
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
		this.third.close();
	}

	@Test
	void aRefreshThatPublishesDuringAHandshakeLeavesNoClosedConnectionBehind() {
		this.second.handshakeDelay(Duration.ofMillis(1500));
		AtomicBoolean running = new AtomicBoolean(true);
		try (ScriptedApplication application = ScriptedApplication.over(EAGER, this.first, this.third).started()) {
			CompletableFuture<Integer> refreshes = application.async(() -> {
				int published = 0;
				while (running.get()) {
					published++;
					tellAll(1 + published, published % 100);
					application.refresh();
				}
				return published;
			});
			List<CompletableFuture<String>> waiting = application.async(16, () -> application.get(this.high));
			assertThat(waiting).allSatisfy((reply) -> assertThat(reply.join()).isEqualTo("second"));
			for (int i = 0; i < 100; i++) {
				assertThat(application.get(this.high)).isEqualTo("second");
			}
			running.set(false);
			// on a busy machine there are few in the second and a half of the handshake
			assertThat(refreshes.join()).as("refreshes that published meanwhile").isGreaterThanOrEqualTo(2);
		}
		assertThat(this.second.connectionsOpened()).isEqualTo(1);
	}

	@Test
	void theViewOfADepartedNodeIsOutvotedForGood() {
		ScriptedRedisNode departed = ScriptedRedisNode.start();
		try {
			departed.on("GET", ScriptedReply.bulk("departed"))
				.clusterNodes(departed.row(1, "0-5460"), this.first.row(1, "5461-10000"),
						this.second.row(1, "10001-13000"), this.third.row(1, "13001-16383"));
			String[] agreed = { this.first.row(9, "0-8191"), this.second.row(9, "8192-16383") };
			this.first.clusterNodes(agreed);
			this.second.clusterNodes(agreed);
			try (ScriptedApplication application = ScriptedApplication.over(eager(3), departed, this.first, this.second)
				.started()) {
				for (int i = 0; i < 30; i++) {
					assertThat(application.get(this.low)).isEqualTo("first");
					assertThat(application.refresh().nodes()).hasSize(2);
				}
			}
			assertThat(departed.received("GET")).isEmpty();
		}
		finally {
			departed.close();
		}
	}

	@Test
	void aNodeThatAcceptsAndNeverAnswersStopsNobodyElse() {
		this.second.handshakeDelay(NEVER);
		RoutingOptions options = eager(3).withPatience(Duration.ofSeconds(2));
		try (ScriptedApplication application = ScriptedApplication.over(options, this.second, this.first)) {
			long begin = System.nanoTime();
			assertThat(application.get(this.low)).isEqualTo("first");
			assertThat(since(begin)).as("the first answer after the start").isLessThan(Duration.ofMillis(1500));
			AtomicLong asked = new AtomicLong();
			for (int i = 0; i < 3; i++) {
				tellAll(2 + i, i);
				String view = view(2 + i, i).replaceFirst(" master ", " myself,master ");
				this.first.on("CLUSTER NODES", (request) -> {
					asked.set(System.nanoTime());
					return ScriptedReply.bulk(view);
				});
				application.refresh();
				assertThat(since(asked.get())).as("a refresh of the rest").isLessThan(Duration.ofSeconds(1));
			}

			long stuck = System.nanoTime();
			List<CompletableFuture<String>> waiting = application.async(8, () -> application.get(this.high));
			while (!waiting.stream().allMatch(CompletableFuture::isDone)) {
				long call = System.nanoTime();
				assertThat(application.get(this.low)).isEqualTo("first");
				assertThat(since(call)).as("a call elsewhere").isLessThan(Duration.ofMillis(500));
			}
			assertThat(waiting).allSatisfy((reply) -> assertThat(reply).failsWithin(Duration.ZERO)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(NodeUnavailableException.class));
			assertThat(since(stuck)).as("held no longer than the patience").isLessThan(Duration.ofMillis(2700));
		}
	}

	@Test
	void aNodeThatFallsSilentCostsItsOwnCallersTheirPatience() {
		this.second.on("GET", ScriptedReply.nothing().after(NEVER));
		Duration patience = Duration.ofSeconds(1);
		try (ScriptedApplication application = ScriptedApplication.patientFor(patience, this.first).started()) {
			long begin = System.nanoTime();
			assertThatExceptionOfType(PatienceExhaustedException.class).isThrownBy(() -> application.get(this.high))
				.withMessageContaining("the reply did not come in time");
			assertThat(since(begin)).isLessThan(patience.multipliedBy(2));
			assertThat(application.get(this.low)).isEqualTo("first");
		}
	}

	@Test
	void rowsThatCannotBeReadAreSkippedAndTheOthersUsed() {
		String id = "f".repeat(40);
		this.first.clusterNodes("garbage", id, id + " :0@0 master,noaddr - 0 0 5 disconnected 0-16383",
				id + " 127.0.0.1:1@2 handshake - 0 0 0 connected", id + " 127.0.0.1:99999@1 master - 0 0 7 connected 1",
				id + " 127.0.0.1:7@8 master - 0 0 x connected 0-99999", "\u0000\u0001\u0002", this.first.row("0-8191"),
				this.third.row("8192-16383"), this.first.id() + " 127.0.0.1:7@8 master");
		this.third.on("CLUSTER NODES", ScriptedReply.bulk("\r\n<html>404</html>\r\n- -"));
		try (ScriptedApplication application = ScriptedApplication.over(eager(3), this.first, this.third).started()) {
			assertThat(application.get(this.low)).isEqualTo("first");
			assertThat(application.get(this.high)).isEqualTo("third");
			assertThat(application.refresh().nodes()).hasSize(2);
		}
	}

	@Test
	void aSlowHandOverCostsEachSlotOneDetour() {
		tellAllTheFirstOwns(1, 0);
		List<String> keys = IntStream.range(0, 5)
			.mapToObj((i) -> ScriptedApplication.keyIn(i * 1000, i * 1000 + 999))
			.toList();
		moveEachOwnSlot();
		try (ScriptedApplication application = ScriptedApplication.over(EAGER, this.first, this.second).started()) {
			for (int round = 0; round < 12; round++) {
				keys.forEach((key) -> assertThat(application.get(key)).isEqualTo("third"));
				// the views change, but not in what they say about these slots
				tellAllTheFirstOwns(1, round);
				application.refresh();
			}
		}
		assertThat(this.first.received("GET")).as("one detour for each slot").hasSize(keys.size());
	}

	@Test
	void whoWaitsForTheNewOwnersHandshakeTakesNoSecondDetour() {
		moveEachOwnSlot();
		tellAllTheFirstOwns(1, 0);
		this.third.handshakeDelay(Duration.ofMillis(800));
		try (ScriptedApplication application = ScriptedApplication.over(EAGER, this.first, this.second).started()) {
			CompletableFuture<String> waits = application.async(() -> application.get(this.low));
			Awaitility.await().atMost(2, TimeUnit.SECONDS).until(() -> this.third.connectionsOpened() == 1);
			for (int i = 1; i < 4; i++) {
				tellAllTheFirstOwns(1, i);
				application.refresh();
			}
			assertThat(waits).succeedsWithin(3, TimeUnit.SECONDS).isEqualTo("third");
		}
		assertThat(this.first.received("GET")).as("one detour").hasSize(1);
	}

	private static RoutingOptions eager(int sources) {
		return RoutingOptions.defaults()
			.withTopology(new TopologyOptions(Duration.ofSeconds(30), Duration.ofMillis(5), sources));
	}

	private void moveEachOwnSlot() {
		this.first.on("GET", (request) -> ScriptedReply
			.error("MOVED " + SlotHash.getSlot(request.argument(0)) + " " + this.third.endpoint()));
	}

	/** What a cloud says while it hands slots over: the old owner, for a minute. */
	private void tellAllTheFirstOwns(long epoch, int shift) {
		String[] rows = { this.first.row(epoch, "0-" + (9000 + shift)),
				this.second.row(2 + shift, (9001 + shift) + "-16383") };
		this.first.clusterNodes(rows);
		this.second.clusterNodes(rows);
	}

	private static Duration since(long nanos) {
		return Duration.ofNanos(System.nanoTime() - nanos);
	}

}
