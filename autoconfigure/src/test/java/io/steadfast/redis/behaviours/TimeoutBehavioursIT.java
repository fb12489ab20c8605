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

package io.steadfast.redis.behaviours;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.test.RedisNode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.connection.RedisPipelineException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What applications see when Redis is slower than {@code spring.data.redis.timeout}.
 */
class TimeoutBehavioursIT {

	/**
	 * By the processor's clock where there is one, since TIME stands still in a script of
	 * Redis 7.2 and newer; 7.0 has no such clock.
	 */
	private static final RedisScript<Long> BUSY = new DefaultRedisScript<>("""
			local found, clock = pcall(function() return os.clock end)
			local function now()
				if found then return clock() * 1000 end
				local t = redis.call('TIME')
				return t[1] * 1000 + t[2] / 1000
			end
			local done = now() + ARGV[1]
			while now() < done do end
			return redis.call('INCR', KEYS[1])
			""", Long.class);

	@RegisterExtension
	static Contenders contenders = new Contenders("spring.data.redis.timeout=400ms");

	@Test
	void aSlowAnswerIsATimeoutOfSpring() {
		contenders.each((redis) -> assertThat(failure(redis, () -> redis.template().execute(BUSY, List.of("n"), "900")))
			.isInstanceOf(QueryTimeoutException.class));
	}

	@Test
	void oursSaysWhichCommandItWas() {
		assertThat(failure(contenders.ours(), () -> contenders.ours().template().execute(BUSY, List.of("n"), "900")))
			.isInstanceOf(PatienceExhaustedException.class)
			.hasMessageContaining("EVAL");
		assertThat(failure(contenders.ours(), () -> onNative((redis) -> redis.eval(BUSY.getScriptAsString(),
				ScriptOutputType.INTEGER, new String[] { "n" }, "900"))))
			.isInstanceOf(PatienceExhaustedException.class);
	}

	private static void onNative(Consumer<RedisClusterCommands<String, String>> call) {
		RedisClusterClient client = (RedisClusterClient) contenders.ours().factory().getRequiredNativeClient();
		try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
			call.accept(connection.sync());
		}
	}

	@Test
	void aSlowAnswerInAPipelineIsATimeoutOfSpring() {
		contenders.each((redis) -> assertThat(
				failure(redis, () -> redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
					connection.scriptingCommands()
						.eval(Slots.bytes(BUSY.getScriptAsString()), ReturnType.INTEGER, 1, Slots.bytes("n"),
								Slots.bytes("900"));
					return null;
				})))
			.isInstanceOf(RedisPipelineException.class)
			.hasRootCauseInstanceOf(QueryTimeoutException.class));
	}

	@Test
	void aSlowAnswerToAReactiveCallerIsATimeoutOfSpring() {
		contenders.each((redis) -> assertThat(failure(redis,
				() -> redis.reactive().execute(BUSY, List.of("n"), List.of("900")).blockLast(Duration.ofSeconds(5))))
			.isInstanceOf(QueryTimeoutException.class));
	}

	/** The failure of a script, told after the node has ended it. */
	private static Throwable failure(Contender redis, ThrowingCallable script) {
		redis.template().delete("n");
		Throwable failure = catchThrowable(script);
		RedisNode node = contenders.cluster().primaryFor("n");
		contenders.cluster()
			.await("the end of the script", Duration.ofSeconds(5), () -> node.execute("GET", "n").equals("1"));
		return failure;
	}

	@Test
	void aSlowAnswerInTimeIsAnAnswer() throws Exception {
		Long counted = contenders.agreeOn((redis) -> redis.template().execute(BUSY, List.of("n"), "100"));
		assertThat(counted).isEqualTo(1);
	}

	@Test
	void aBlockingPopLongerThanTheTimeoutIsATimeoutOfSpring() throws Exception {
		assertThat(
				contenders.agreeToFail((redis) -> redis.template().opsForList().leftPop("list", Duration.ofSeconds(2))))
			.isInstanceOf(QueryTimeoutException.class);
	}

}
