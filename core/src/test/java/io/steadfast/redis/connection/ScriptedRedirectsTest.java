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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RedirectsExhaustedException;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.test.ScriptedRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * MOVED and ASK in every form, told by nodes in this process (D09, D12, D13).
 */
class ScriptedRedirectsTest {

	private static final String KEY = "foo";

	private static final int SLOT = 12182;

	private final ScriptedRedisNode first = ScriptedRedisNode.start();

	private final ScriptedRedisNode second = ScriptedRedisNode.start();

	@BeforeEach
	void secondHasTheValue() {
		this.second.on("GET", ScriptedReply.bulk("bar")).on("SET", ScriptedReply.simple("OK"));
	}

	@AfterEach
	void stop() {
		this.first.close();
		this.second.close();
	}

	@Test
	void aMovedToAnUnknownNodeIsFollowedAndTheNextCommandGoesStraight() {
		this.first.on("GET", moved(this.second.endpoint()));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThat(application.get(KEY)).isEqualTo("bar");
			assertThat(application.get(KEY)).isEqualTo("bar");
			application.refresh();
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
		assertThat(this.first.received("GET")).hasSize(1);
		assertThat(this.second.received("GET")).hasSize(3);
	}

	@Test
	void aMovedToAReplicaLeadsAllSlotsOfTheShard() {
		String other = ScriptedApplication.keyIn(0, 8191);
		String[] topology = { this.first.row("0-16383"), this.second.replicaRow(this.first) };
		this.first.clusterNodes(topology).on("GET", moved(this.second.endpoint()));
		this.second.clusterNodes(topology);
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			stopAnsweringRefreshes();
			assertThat(application.get(KEY)).isEqualTo("bar");
			assertThat(application.get(other)).isEqualTo("bar");
		}
		assertThat(this.first.received("GET")).hasSize(1);
	}

	@Test
	void aNodeThatDoesNotOwnTheSlotDoesNotSayWhoDoes() {
		String[] topology = { this.first.row("0-16383"), this.second.row("") };
		this.first.clusterNodes(topology).on("GET", ScriptedReply.bulk("new"));
		this.second.clusterNodes(topology);
		try (ScriptedRedisNode former = ScriptedRedisNode.start();
				ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			former.on("GET", ScriptedReply.bulk("old"));
			this.second.on("GET", moved(former.endpoint()));
			stopAnsweringRefreshes();

			byte[] old = application.factory()
				.getSharedClusterConnection()
				.getConnection(this.second.host(), this.second.port())
				.sync()
				.get(KEY.getBytes(StandardCharsets.UTF_8));

			assertThat(old).asString(StandardCharsets.UTF_8).isEqualTo("old");
			assertThat(application.get(KEY)).isEqualTo("new");
		}
	}

	@Test
	void aMovedToItselfOpensOneNewConnectionForAll() {
		this.first.on("GET",
				(request) -> (request.connection() == 1) ? moved(this.first.endpoint()) : ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			List<CompletableFuture<String>> replies = application.async(32, () -> application.get(KEY));

			assertThat(replies).allSatisfy((reply) -> assertThat(reply.join()).isEqualTo("bar"));
			assertThat(this.first.connectionsOpened()).isEqualTo(2);
			Awaitility.await().atMost(2, TimeUnit.SECONDS).until(() -> this.first.connectionsOpen() == 1);
		}
	}

	@Test
	void askingGoesRightBeforeItsCommandAmongTheCommandsOfOthers() {
		String[] topology = { this.first.row("8192-16383"), this.second.row("0-8191") };
		this.first.clusterNodes(topology).on("GET", ScriptedReply.error("ASK " + SLOT + " " + this.second.endpoint()));
		this.second.clusterNodes(topology);
		String other = ScriptedApplication.keyIn(0, 8191);
		AtomicBoolean running = new AtomicBoolean(true);
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			List<CompletableFuture<Integer>> writers = application.async(16, () -> {
				int count = 0;
				while (running.get()) {
					application.template().opsForValue().set(other, "value");
					count++;
				}
				return count;
			});
			for (int i = 0; i < 200; i++) {
				assertThat(application.get(KEY)).isEqualTo("bar");
			}
			running.set(false);
			writers.forEach(CompletableFuture::join);
		}
		assertThat(this.first.received("GET")).as("asked first each time, the slot has not moved").hasSize(200);
		assertThat(this.second.received("SET").size()).isGreaterThan(200);
		List<ScriptedRequest> received = this.second.received();
		for (int i = 0; i < received.size(); i++) {
			boolean asked = received.get(i).name().equals("GET");
			boolean asking = i > 0 && received.get(i - 1).name().equals("ASKING");
			assertThat(asked).as("command %d, %s", i, received.get(i)).isEqualTo(asking);
		}
	}

	@Test
	void anEmptyHostIsTheHostThatAnswered() {
		this.first.on("GET", moved(":" + this.second.port()));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
		this.first.on("GET", ScriptedReply.error("ASK " + SLOT + " :" + this.second.port()));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
	}

	@Test
	void aTargetThatTheServerDoesNotKnowIsFoundByARefresh() {
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			this.first.on("GET", (request) -> {
				this.first.clusterNodes(this.first.row(""), this.second.row(2, "0-16383"));
				return ScriptedReply.error("MOVED " + SLOT + " ?:" + this.second.port());
			});
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
		assertThat(this.first.received("GET").size()).isLessThan(10);
	}

	@Test
	void anUnreadableSlotOfACommandWithoutKeysIsNoneToPatch() {
		this.first.on("EVAL", ScriptedReply.error("MOVED x " + this.second.endpoint()));
		this.second.on("EVAL", ScriptedReply.bulk("done"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofSeconds(2), this.first)
			.started()) {
			byte[] script = "return 'done'".getBytes(StandardCharsets.UTF_8);
			byte[] result = application.template()
				.execute((RedisCallback<byte[]>) (connection) -> connection.scriptingCommands()
					.eval(script, ReturnType.VALUE, 0));
			assertThat(result).asString(StandardCharsets.UTF_8).isEqualTo("done");
		}
	}

	@Test
	void twoNodesThatNameEachOtherEndWithinThePatienceAndCostLittle() {
		this.first.on("GET", moved(this.second.endpoint()));
		this.second.on("GET", moved(this.first.endpoint()));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofSeconds(1), this.first)
			.started()) {
			long begin = System.nanoTime();
			List<Throwable> failures = application.async(8, () -> application.get(KEY))
				.stream()
				.map(ScriptedRedirectsTest::failure)
				.toList();
			Duration took = Duration.ofNanos(System.nanoTime() - begin);

			// one that is on its way when the time is up may have run
			assertThat(failures).hasOnlyElementsOfTypes(RedirectsExhaustedException.class,
					PatienceExhaustedException.class);
			assertThat(failures.stream().filter(RedirectsExhaustedException.class::isInstance).count()).isPositive();
			assertThat(took).isBetween(Duration.ofMillis(900), Duration.ofMillis(1600));
			int requests = this.first.received("GET").size() + this.second.received("GET").size();
			assertThat(requests).as("requests of 8 commands in a second").isLessThan(8 * 25);
		}
	}

	@Test
	void aTargetThatIsGarbageEndsInATypedException() {
		this.first.on("GET", ScriptedReply.error("MOVED " + SLOT + " nobody knows"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofMillis(500), this.first)
			.started()) {
			assertThatExceptionOfType(RedirectsExhaustedException.class).isThrownBy(() -> application.get(KEY))
				.withMessageContaining("slot " + SLOT)
				.satisfies((failure) -> {
					assertThat(failure.history().shard()).isEqualTo(this.first.endpoint());
					assertThat(failure.history().redirects()).isNotEmpty()
						.hasSizeLessThan(9)
						.containsOnly("MOVED " + SLOT + " nobody knows");
				});
		}
	}

	private static Throwable failure(CompletableFuture<?> future) {
		try {
			return new AssertionError("a result: " + future.join());
		}
		catch (CompletionException ex) {
			return ex.getCause();
		}
	}

	private void stopAnsweringRefreshes() {
		this.first.on("CLUSTER NODES", ScriptedReply.nothing());
		this.second.on("CLUSTER NODES", ScriptedReply.nothing());
	}

	private static ScriptedReply moved(String target) {
		return ScriptedReply.error("MOVED " + SLOT + " " + target);
	}

}
