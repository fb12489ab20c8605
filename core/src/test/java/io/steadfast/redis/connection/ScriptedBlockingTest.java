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
import java.util.stream.Stream;

import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.SlotNotServedException;
import io.steadfast.redis.TooManyWaitingException;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Commands that block, and a process that hangs.
 */
class ScriptedBlockingTest {

	private static final String KEY = "queue";

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final ScriptedRedisNode node = ScriptedRedisNode.start();

	@BeforeEach
	void tell() {
		this.node.clusterNodes(this.node.row("0-16383"))
			.on("BLPOP", ScriptedReply.nothing().after(Duration.ofHours(1)));
	}

	@AfterEach
	void stop() {
		this.node.close();
	}

	private CompletableFuture<String> pop(ScriptedApplication application, Duration time) {
		return application.async(() -> application.template().opsForList().leftPop(KEY, time));
	}

	@Test
	void aReplyThatDoesNotComeIsGivenUpAfterTheTimeOfTheCommandAndThePatience() {
		try (ScriptedApplication application = ScriptedApplication.patientFor(PATIENCE, this.node).started()) {
			long begin = System.nanoTime();

			CompletableFuture<String> popped = pop(application, Duration.ofSeconds(1));

			assertThat(popped).failsWithin(Duration.ofSeconds(5))
				.withThrowableThat()
				.withCauseInstanceOf(PatienceExhaustedException.class);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
			await().atMost(Duration.ofSeconds(2)).until(() -> this.node.connectionsOpen() < 2);
		}
	}

	@Test
	void whoWantsToWaitForeverDoes() {
		try (ScriptedApplication application = ScriptedApplication.patientFor(PATIENCE, this.node).started()) {
			CompletableFuture<String> forever = pop(application, Duration.ZERO);
			await().atMost(Duration.ofSeconds(2)).until(() -> this.node.received("BLPOP").size() == 1);

			assertThat(pop(application, Duration.ofSeconds(1))).failsWithin(Duration.ofSeconds(5));

			assertThat(forever).isNotDone();
		}
	}

	/**
	 * What the server held back by the caller's own wish is no time that the cluster
	 * took.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "CLUSTERDOWN The cluster is down",
			"UNBLOCKED force unblock from blocking operation, instance state changed (master -> replica?)",
			"UNBLOCKED the stream key no longer exists" })
	void whoIsSentAwayAfterAWhileIsServedByTheNextAttempt(String error) {
		this.node.on("BLPOP", ScriptedReply.error(error).after(PATIENCE.multipliedBy(2)),
				ScriptedReply.array(ScriptedReply.bulk(KEY), ScriptedReply.bulk("bread")));
		try (ScriptedApplication application = ScriptedApplication.patientFor(PATIENCE, this.node).started()) {
			assertThat(pop(application, Duration.ofSeconds(30))).succeedsWithin(Duration.ofSeconds(5))
				.isEqualTo("bread");
		}
	}

	@Test
	void whoIsSentAwayAgainAndAgainIsHeldForThePatience() {
		this.node.on("BLPOP", ScriptedReply.error("CLUSTERDOWN The cluster is down"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(PATIENCE, this.node).started()) {
			assertThat(pop(application, Duration.ofSeconds(30))).failsWithin(Duration.ofSeconds(3))
				.withThrowableThat()
				.withCauseInstanceOf(SlotNotServedException.class);
		}
	}

	@Test
	void whatAnotherClientEndsIsOver() {
		this.node.on("BLPOP", ScriptedReply.error("UNBLOCKED client unblocked via CLIENT UNBLOCK"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(PATIENCE, this.node).started()) {
			assertThat(pop(application, Duration.ofSeconds(30))).failsWithin(Duration.ofSeconds(3))
				.withThrowableThat()
				.withStackTraceContaining("CLIENT UNBLOCK");
			assertThat(this.node.received("BLPOP")).hasSize(1);
		}
	}

	@Test
	void oneMoreThanAllowedFailsAtOnceByName() {
		this.node.on("GET", ScriptedReply.bulk("bread"));
		try (ScriptedApplication application = withConnections(2)) {
			List<CompletableFuture<String>> popping = Stream.generate(() -> pop(application, Duration.ofHours(1)))
				.limit(2)
				.toList();
			await().atMost(Duration.ofSeconds(2)).until(() -> this.node.received("BLPOP").size() == 2);

			assertThat(pop(application, Duration.ofHours(1))).failsWithin(Duration.ofSeconds(2))
				.withThrowableThat()
				.withCauseInstanceOf(TooManyWaitingException.class)
				.withMessageContaining("steadfast.redis.blocking-connections allows 2 at once");
			assertThat(popping).noneMatch(CompletableFuture::isDone);
			assertThat(application.template().opsForValue().get(KEY)).isEqualTo("bread");
			assertThat(this.node.received("BLPOP")).hasSize(2);
		}
	}

	/** More in a row, and sent away twice each, than may block at once. */
	@Test
	void aPlaceIsFreeAsSoonAsItsCommandIsAnswered() {
		ScriptedReply moved = ScriptedReply.error("MOVED 13011 " + this.node.endpoint());
		ScriptedReply bread = ScriptedReply.array(ScriptedReply.bulk(KEY), ScriptedReply.bulk("bread"));
		this.node.on("BLPOP", moved, moved, bread, moved, moved, bread, moved, moved, bread);
		try (ScriptedApplication application = withConnections(1)) {
			for (int i = 0; i < 3; i++) {
				assertThat(application.template().opsForList().leftPop(KEY, Duration.ofHours(1))).isEqualTo("bread");
			}
		}
	}

	private ScriptedApplication withConnections(int blocking) {
		ConnectionOptions usual = ConnectionOptions.defaults();
		RoutingOptions options = RoutingOptions.defaults()
			.withConnections(new ConnectionOptions(usual.perNode(), usual.drainTimeout(), usual.stallTimeout(),
					usual.flushConsolidation(), usual.packEventLoops(), blocking));
		return ScriptedApplication.over(options, this.node).started();
	}

}
