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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.models.role.RedisNodeDescription;
import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.SlotNotServedException;
import io.steadfast.redis.TooManyWaitingException;
import io.steadfast.redis.UnroutableCommandException;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisPipelineException;
import org.springframework.data.redis.core.RedisCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What is repeated, what is not, and what is never sent late.
 */
class ScriptedRepetitionsTest {

	private static final String KEY = "foo";

	private static final int SLOT = 12182;

	private final String elsewhere = ScriptedApplication.keyIn(0, 8191);

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	@BeforeEach
	void eachHasAValue() {
		this.first.on("GET", ScriptedReply.bulk("elsewhere"));
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "TRYAGAIN Multiple keys request during rehashing of slot",
			"CLUSTERDOWN The cluster is down", "LOADING Redis is loading the dataset in memory",
			"MASTERDOWN Link with MASTER is down", "READONLY You can't write against a read only replica." })
	void aStateThatPassesIsWaitedFor(String error) {
		this.second.on("INCR", ScriptedReply.error(error), ScriptedReply.error(error), ScriptedReply.integer(1));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThat(application.template().opsForValue().increment(KEY)).isEqualTo(1);
		}
		assertThat(this.second.received("INCR")).hasSize(3);
	}

	@Test
	void aNodeThatAloneSaysThatTheClusterIsDownKeepsFewCallers() {
		this.second.on("INCR", ScriptedReply.error("CLUSTERDOWN The cluster is down"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofSeconds(2), this.first)
			.started()) {
			List<CompletableFuture<Throwable>> calls = application.async(20,
					() -> catchThrowable(() -> application.template().opsForValue().increment(KEY)));
			assertThat(calls.stream().map(CompletableFuture::join).toList())
				.filteredOn(TooManyWaitingException.class::isInstance)
				.hasSize(4);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLUSTERDOWN The cluster is down", "CLUSTERDOWN Hash slot not served",
			"LOADING Redis is loading the dataset in memory", "MASTERDOWN Link with MASTER is down" })
	void whatANodeSaysInTheMomentOfItsPromotionFailsNobody(String error) {
		AtomicInteger asked = new AtomicInteger();
		this.second.on("INCR",
				(request) -> (asked.incrementAndGet() <= 60) ? ScriptedReply.error(error) : ScriptedReply.integer(1));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			List<CompletableFuture<Throwable>> calls = application.async(40,
					() -> catchThrowable(() -> application.template().opsForValue().increment(KEY)));
			assertThat(calls.stream().map(CompletableFuture::join).toList()).hasSize(40).containsOnlyNulls();
		}
	}

	@Test
	void aHandshakeThatIsSlowButNotOverdueKeepsAnyNumberOfCallers() {
		this.second.handshakeDelay(Duration.ofMillis(400)).on("INCR", ScriptedReply.integer(1));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			List<CompletableFuture<Throwable>> calls = application.async(40,
					() -> catchThrowable(() -> application.template().opsForValue().increment(KEY)));
			assertThat(calls.stream().map(CompletableFuture::join).toList()).hasSize(40).containsOnlyNulls();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "WRONGTYPE Operation against a key holding the wrong kind of value",
			"OOM command not allowed when used memory > 'maxmemory'.", "ERR value is not an integer or out of range",
			"NOPERM this user has no permissions to run the 'incr' command" })
	void anErrorOfTheApplicationReachesItAtOnceAndAsUsual(String error) {
		this.second.on("INCR", ScriptedReply.error(error));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThatExceptionOfType(RedisSystemException.class)
				.isThrownBy(() -> application.template().opsForValue().increment(KEY))
				.havingCause()
				.isInstanceOf(RedisCommandExecutionException.class)
				.withMessage(error);
		}
		assertThat(this.second.received("INCR")).hasSize(1);
	}

	@Test
	void aNodeThatRefusesConnectionsIsNamedWithinThePatience() {
		Duration patience = Duration.ofMillis(600);
		try (ScriptedApplication application = ScriptedApplication.patientFor(patience, this.first).started()) {
			this.second.down();
			long begin = System.nanoTime();
			assertThatExceptionOfType(NodeUnavailableException.class).isThrownBy(() -> application.get(KEY))
				.withMessageContaining(this.second.endpoint());
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(patience.multipliedBy(2));
			assertThat(application.get(this.elsewhere)).isEqualTo("elsewhere");
			this.second.up();
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
	}

	@Test
	void aReadWhoseReplyIsLostIsRepeated() {
		this.second.on("GET", ScriptedReply.close(), ScriptedReply.close(), ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
		assertThat(this.second.received("GET")).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1 })
	void aReadFromThatThrowsEndsTheCommandByName(int attemptsBefore) {
		AtomicInteger selections = new AtomicInteger();
		ReadFrom broken = new ReadFrom() {

			@Override
			public List<RedisNodeDescription> select(Nodes nodes) {
				if (selections.getAndIncrement() < attemptsBefore) {
					return nodes.getNodes();
				}
				throw new IllegalArgumentException("no nearest node");
			}
		};
		this.second.on("GET", ScriptedReply.close(), ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = ScriptedApplication.readingFrom(broken, this.first).started()) {
			assertThatExceptionOfType(UnroutableCommandException.class).isThrownBy(() -> application.get(KEY))
				.withMessageContaining("GET")
				.withRootCauseInstanceOf(IllegalArgumentException.class)
				.satisfies((failure) -> assertThat(failure.history().elapsed()).isLessThan(Duration.ofSeconds(2)));
			assertThatExceptionOfType(RedisPipelineException.class)
				.isThrownBy(() -> application.template().executePipelined((RedisCallback<?>) (connection) -> {
					connection.stringCommands().get(KEY.getBytes(StandardCharsets.UTF_8));
					return null;
				}));
		}
	}

	@Test
	void aWriteWhoseReplyIsLostIsReportedAndNotRepeated() {
		this.second.on("INCR", ScriptedReply.close(), ScriptedReply.integer(2));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			assertThatExceptionOfType(AmbiguousOutcomeException.class)
				.isThrownBy(() -> application.template().opsForValue().increment(KEY));
			assertThat(application.get(KEY)).isEqualTo("bar");
		}
		assertThat(this.second.received("INCR")).hasSize(1);
	}

	@Test
	void aCommandWhoseCallerTimedOutIsNeverSent() {
		this.second.handshakeDelay(Duration.ofMillis(1500)).on("SET", ScriptedReply.simple("OK"));
		try (ScriptedApplication application = ScriptedApplication
			.withCommandTimeout(Duration.ofMillis(200), this.first)
			.started()) {
			warmUp(application);
			assertThatExceptionOfType(QueryTimeoutException.class)
				.isThrownBy(() -> application.template().opsForValue().set(KEY, "late"));
			awaitOpen(application);
		}
		assertThat(this.second.received("SET")).isEmpty();
	}

	@Test
	void aCommandWhoseFutureWasCancelledIsNeverSent() {
		this.second.handshakeDelay(Duration.ofMillis(1500)).on("SET", ScriptedReply.simple("OK"));
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			@SuppressWarnings("unchecked")
			RedisClusterAsyncCommands<byte[], byte[]> commands = (RedisClusterAsyncCommands<byte[], byte[]>) application
				.factory()
				.getClusterConnection()
				.getNativeConnection();
			RedisFuture<String> cancelled = commands.set(KEY.getBytes(), new byte[1]);
			cancelled.cancel(true);
			awaitOpen(application);
		}
		assertThat(this.second.received("SET")).isEmpty();
	}

	@Test
	void aCommandWhosePatienceEndedIsNeverSent() {
		this.second.handshakeDelay(Duration.ofMillis(1500)).on("SET", ScriptedReply.simple("OK"));
		try (ScriptedApplication application = ScriptedApplication.patientFor(Duration.ofMillis(300), this.first)
			.started()) {
			warmUp(application);
			assertThatExceptionOfType(NodeUnavailableException.class)
				.isThrownBy(() -> application.template().opsForValue().set(KEY, "late"));
			this.second.handshakeDelay(Duration.ZERO);
			awaitOpen(application);
		}
		assertThat(this.second.received("SET")).isEmpty();
	}

	/** The first call of a JVM loads classes for longer than a short timeout. */
	private void warmUp(ScriptedApplication application) {
		assertThat(application.get(this.elsewhere)).isEqualTo("elsewhere");
	}

	/** A command on the same connection: what was sent before it has arrived. */
	private static void awaitOpen(ScriptedApplication application) {
		Awaitility.await()
			.atMost(5, TimeUnit.SECONDS)
			.ignoreExceptions()
			.until(() -> "bar".equals(application.get(KEY)));
	}

	@Test
	void aListThatWasCutOffIsNeverAppendedTo() {
		List<String> list = IntStream.range(0, 8192).mapToObj((i) -> "%0120d".formatted(i)).toList();
		ScriptedReply whole = ScriptedReply.array(list.stream().map(ScriptedReply::bulk).toArray(ScriptedReply[]::new));
		this.second.on("LRANGE", whole.halfThenClose(), ScriptedReply.close(), whole);
		try (ScriptedApplication application = ScriptedApplication.over(this.first).started()) {
			for (int i = 0; i < 3; i++) {
				List<String> received = Collections.emptyList();
				Throwable failure = null;
				try {
					received = application.template().opsForList().range(KEY, 0, -1);
				}
				catch (NodeUnavailableException ex) {
					failure = ex;
				}
				assertThat(failure != null || list.equals(received)).as("%d elements", received.size()).isTrue();
			}
			assertThat(application.template().opsForList().range(KEY, 0, -1)).isEqualTo(list);
		}
	}

	@Test
	void aSlotWithoutAnOwnerIsNamed() {
		this.cluster.tell(this.first.row(ScriptedRedisCluster.FIRST_HALF), this.second.row("8192-12181 12183-16383"));
		Duration patience = Duration.ofMillis(600);
		try (ScriptedApplication application = ScriptedApplication.patientFor(patience, this.first).started()) {
			long begin = System.nanoTime();
			Throwable failure = catchThrowable(() -> application.get(KEY));
			assertThat(failure).isInstanceOf(SlotNotServedException.class).hasMessageContaining("slot " + SLOT);
			assertThat(((SlotNotServedException) failure).history().slot()).isEqualTo(SLOT);
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(patience.multipliedBy(2));
			assertThat(application.get(this.elsewhere)).isEqualTo("elsewhere");
		}
	}

}
