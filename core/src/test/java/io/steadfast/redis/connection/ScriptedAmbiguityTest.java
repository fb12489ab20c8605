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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.steadfast.redis.AmbiguousCommands;
import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.NodeUnavailableException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.WaitingOptions;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.lettuce.LettuceConnection.PipeliningFlushPolicy;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What becomes of a command that was sent and has no reply, under each policy.
 */
class ScriptedAmbiguityTest {

	private static final String KEY = "foo";

	private static final Duration PATIENCE = Duration.ofMillis(800);

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	@ParameterizedTest
	@CsvSource({ "FAIL, GET, 2", "FAIL, SET, 1", "FAIL, INCR, 1", "REPEAT_IDEMPOTENT, GET, 2",
			"REPEAT_IDEMPOTENT, SET, 2", "REPEAT_IDEMPOTENT, SET_NX, 1", "REPEAT_IDEMPOTENT, INCR, 1",
			"REPEAT_ALL, GET, 2", "REPEAT_ALL, SET, 2", "REPEAT_ALL, SET_NX, 2", "REPEAT_ALL, INCR, 2" })
	void aPolicyDecidesWhatIsSentAgain(AmbiguousCommands policy, Call call, int times) {
		this.second.on(call.name, ScriptedReply.close(), call.reply);
		try (ScriptedApplication application = application(options(policy))) {
			if (times > 1) {
				assertThat(call.made.apply(application.template())).isEqualTo(call.result);
			}
			else {
				assertThatExceptionOfType(AmbiguousOutcomeException.class)
					.isThrownBy(() -> call.made.apply(application.template()));
			}
		}
		assertThat(this.second.received(call.name)).hasSize(times);
	}

	@ParameterizedTest
	@EnumSource
	void aReplyThatHasBegunIsNeverContinuedByAnother(AmbiguousCommands policy) {
		ScriptedReply list = ScriptedReply
			.array(IntStream.range(0, 8192).mapToObj((i) -> ScriptedReply.bulk("x" + i)).toArray(ScriptedReply[]::new));
		this.second.on("LRANGE", list.halfThenClose(), list);
		try (ScriptedApplication application = application(options(policy))) {
			assertThatExceptionOfType(NodeUnavailableException.class)
				.isThrownBy(() -> application.template().opsForList().range(KEY, 0, -1))
				.withMessageContaining("cut off");
		}
		assertThat(this.second.received("LRANGE")).hasSize(1);
	}

	/**
	 * Eight writes of one key that leave together: whatever is done again is done in
	 * order.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "", "CLUSTERDOWN The cluster is down", "LOADING Redis is loading the dataset in memory" })
	void repetitionsOfOnePipelineKeepTheirOrder(String error) {
		int writes = 8;
		ScriptedReply refusal = error.isEmpty() ? ScriptedReply.close() : ScriptedReply.error(error);
		AtomicInteger refused = new AtomicInteger(error.isEmpty() ? 1 : writes);
		this.second.on("SET", (request) -> (refused.getAndDecrement() > 0) ? refusal : ScriptedReply.simple("OK"));
		try (ScriptedApplication application = application(options(AmbiguousCommands.REPEAT_IDEMPOTENT))) {
			application.factory().setPipeliningFlushPolicy(PipeliningFlushPolicy.flushOnClose());
			application.template().executePipelined((RedisCallback<?>) (connection) -> {
				for (int i = 0; i < writes; i++) {
					connection.stringCommands().set(KEY.getBytes(UTF_8), String.valueOf(i).getBytes(UTF_8));
				}
				return null;
			});
		}
		List<String> values = this.second.received("SET").stream().map((request) -> request.words().get(2)).toList();
		assertThat(values.subList(values.size() - writes, values.size()))
			.isEqualTo(IntStream.range(0, writes).mapToObj(String::valueOf).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLUSTERDOWN The cluster is down", "TRYAGAIN Multiple keys request during rehashing",
			"MOVED 12182 ?:0" })
	void aWriteThatMayHaveRunIsNotSaidNotToHaveBecauseItsRepetitionsAreRefused(String error) {
		this.second.on("SET", ScriptedReply.close(), ScriptedReply.error(error));
		try (ScriptedApplication application = application(options(AmbiguousCommands.REPEAT_IDEMPOTENT))) {
			isAmbiguous(application, Call.SET)
				.satisfies((failure) -> assertThat(failure.history().attempts()).isGreaterThan(2));
		}
	}

	@Test
	void aWriteThatMayHaveRunIsNotSaidNotToHaveBecauseItsNodeIsGone() {
		try (ScriptedApplication application = application(options(AmbiguousCommands.REPEAT_IDEMPOTENT))) {
			CompletableFuture<?> down = goneAfter(application, "SET");
			isAmbiguous(application, Call.SET).withCauseInstanceOf(NodeUnavailableException.class);
			assertThat(down).isCompleted();
		}
	}

	@Test
	void aWriteThatMayHaveRunIsNotSaidNotToHaveBecauseOthersWait() {
		RoutingOptions options = options(AmbiguousCommands.REPEAT_IDEMPOTENT)
			.withWaiting(new WaitingOptions(10_000, 0, Duration.ofSeconds(30)));
		try (ScriptedApplication application = application(options)) {
			CompletableFuture<?> down = goneAfter(application, "SET");
			isAmbiguous(application, Call.SET);
			assertThat(down).isCompleted();
		}
	}

	@ParameterizedTest
	@CsvSource({ "GET, TooManyWaitingException", "SET, AmbiguousOutcomeException", "INCR, AmbiguousOutcomeException" })
	void whoIsReleasedWhileTheReplyIsOverdueIsToldWhetherItMattersThatItMayHaveRun(Call call, String failure) {
		this.second.on(call.name, ScriptedReply.nothing().after(Duration.ofHours(1)));
		RoutingOptions options = options(AmbiguousCommands.REPEAT_ALL)
			.withWaiting(new WaitingOptions(10_000, 0, Duration.ofMillis(100)));
		try (ScriptedApplication application = application(options)) {
			assertThatExceptionOfType(DataAccessException.class)
				.isThrownBy(() -> call.made.apply(application.template()))
				.satisfies((it) -> assertThat(it.getClass().getSimpleName()).isEqualTo(failure));
		}
		assertThat(this.second.received(call.name)).hasSize(1);
	}

	@Test
	void aReadThatMayHaveRunFailsAsIfItHadNot() {
		try (ScriptedApplication application = application(options(AmbiguousCommands.REPEAT_IDEMPOTENT))) {
			CompletableFuture<?> down = goneAfter(application, "GET");
			assertThatExceptionOfType(NodeUnavailableException.class).isThrownBy(() -> application.get(KEY));
			assertThat(down).isCompleted();
		}
	}

	/** The node takes the command, does not answer, and is gone for good. */
	private CompletableFuture<?> goneAfter(ScriptedApplication application, String command) {
		this.second.on(command, ScriptedReply.nothing().after(Duration.ofHours(1)));
		return application.async(() -> {
			Awaitility.await()
				.pollInterval(Duration.ofMillis(5))
				.atMost(5, TimeUnit.SECONDS)
				.until(() -> !this.second.received(command).isEmpty());
			this.second.down();
			return command;
		});
	}

	private static ThrowableAssertAlternative<AmbiguousOutcomeException> isAmbiguous(ScriptedApplication application,
			Call call) {
		return assertThatExceptionOfType(AmbiguousOutcomeException.class)
			.isThrownBy(() -> call.made.apply(application.template()))
			.withMessageContaining("no repetition came through");
	}

	private ScriptedApplication application(RoutingOptions options) {
		return ScriptedApplication.over(options, this.first).started();
	}

	private static RoutingOptions options(AmbiguousCommands policy) {
		return RoutingOptions.defaults().withPatience(PATIENCE).withAmbiguousCommands(policy);
	}

	/**
	 * A call of the template, what it sends, and what it returns.
	 */
	enum Call {

		GET("GET", (template) -> template.opsForValue().get(KEY), ScriptedReply.bulk("v"), "v"),

		SET("SET", (template) -> {
			template.opsForValue().set(KEY, "v");
			return "done";
		}, ScriptedReply.simple("OK"), "done"),

		SET_NX("SET", (template) -> template.opsForValue().setIfAbsent(KEY, "v", Duration.ofSeconds(5)),
				ScriptedReply.simple("OK"), true),

		INCR("INCR", (template) -> template.opsForValue().increment(KEY), ScriptedReply.integer(2), 2L);

		final String name;

		final Function<StringRedisTemplate, Object> made;

		final ScriptedReply reply;

		final Object result;

		Call(String name, Function<StringRedisTemplate, Object> made, ScriptedReply reply, Object result) {
			this.name = name;
			this.made = made;
			this.reply = reply;
			this.result = result;
		}

	}

}
