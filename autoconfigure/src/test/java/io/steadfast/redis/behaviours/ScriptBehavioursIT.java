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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.core.script.DefaultRedisScript;
import org.springframework.data.redis.core.script.RedisScript;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static io.steadfast.redis.behaviours.Slots.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with scripts.
 */
class ScriptBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static final RedisScript<Long> COUNT = new DefaultRedisScript<>(
			"return redis.call('INCRBY', KEYS[1], ARGV[1])", Long.class);

	@Test
	void aScriptRunsWhereItsKeyIs() throws Exception {
		List<Long> counted = contenders.agreeOn((redis) -> {
			List<Long> results = new ArrayList<>();
			for (String key : Slots.keys(30)) {
				results.add(redis.template().execute(COUNT, List.of(key), "7"));
				results.add(redis.template().execute(COUNT, List.of(key), "1"));
			}
			return results;
		});
		assertThat(counted).hasSize(60).startsWith(7L, 8L, 7L).containsOnly(7L, 8L);
	}

	@Test
	void aScriptThatTheNodesForgetIsSentAgain() throws Exception {
		List<Long> counted = contenders.agreeOn((redis) -> {
			Long first = redis.template().execute(COUNT, List.of("n"), "1");
			contenders.cluster().primaries().forEach((primary) -> primary.execute("SCRIPT", "FLUSH"));
			return List.of(first, redis.template().execute(COUNT, List.of("n"), "1"));
		});
		assertThat(counted).containsExactly(1L, 2L);
	}

	@Test
	void anUnknownHashIsTheServersError() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> redis.onConnection((connection) -> connection.scriptingCommands()
			.evalSha("0123456789012345678901234567890123456789", ReturnType.INTEGER, 1, bytes("n")))))
			.isInstanceOf(RedisSystemException.class)
			.rootCause()
			.hasMessageStartingWith("NOSCRIPT");
	}

	@Test
	void scriptsReturnEveryType() throws Exception {
		List<Object> returned = contenders.agreeOn(
				(redis) -> Arrays.asList(
						redis.template()
							.execute(new DefaultRedisScript<>("return ARGV[1]", String.class), List.of("k"), "text"),
						redis.template()
							.execute(new DefaultRedisScript<>("return {'a', KEYS[2], ARGV[1]}", List.class),
									List.of("{k}1", "{k}2"), "x"),
						redis.template()
							.execute(new DefaultRedisScript<>("return redis.call('EXISTS', KEYS[1]) == 0",
									Boolean.class), List.of("k")),
						redis.template()
							.execute(new DefaultRedisScript<>("return redis.call('SET', KEYS[1], '1')", String.class),
									List.of("k")),
						redis.template().execute(new DefaultRedisScript<>("return nil", String.class), List.of("k")),
						redis.template().execute(RedisScript.of("redis.call('DEL', KEYS[1])"), List.of("k"))));
		assertThat(returned).containsExactly("text", List.of("a", "{k}2", "x"), true, "OK", null, null);
	}

	@Test
	void aScriptMayHaveNoKeys() throws Exception {
		List<Object> returned = contenders.agreeOn((redis) -> {
			List<Object> results = new ArrayList<>();
			RedisScript<Long> add = new DefaultRedisScript<>("return ARGV[1] + ARGV[2]", Long.class);
			for (int i = 0; i < 10; i++) {
				results.add(redis.template().execute(add, List.of(), "1", String.valueOf(i)));
			}
			results.add(redis.onConnection((connection) -> text(
					connection.scriptingCommands().eval(bytes("return 'none'"), ReturnType.VALUE, 0))));
			return results;
		});
		assertThat(returned).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, "none");
	}

	@Test
	void errorsOfScriptsAreTheServersErrors() throws Exception {
		assertThat(contenders.agreeToFail((redis) -> redis.template()
			.execute(RedisScript.of("return redis.error_reply('MINE says no')", String.class), List.of("k"))))
			.hasRootCauseMessage("MINE says no");
		contenders.agreeToFail(
				(redis) -> redis.template().execute(RedisScript.of("this is no Lua", String.class), List.of("k")));
		contenders.agreeToFail((redis) -> redis.template()
			.execute(RedisScript.of("return redis.call('GET', KEYS[1])", String.class), List.of("key-1", "key-2")));
	}

	@Test
	void scriptsAreLoadedAndKnownOnEveryNode() throws Exception {
		List<Object> loaded = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			String sha = connection.scriptingCommands().scriptLoad(bytes("return KEYS[1]"));
			List<Object> results = new ArrayList<>(List.of(sha, connection.scriptingCommands().scriptExists(sha, "0")));
			for (String key : Slots.keys(6)) {
				byte[] result = connection.scriptingCommands().evalSha(sha, ReturnType.VALUE, 1, bytes(key));
				results.add(text(result));
			}
			connection.scriptingCommands().scriptFlush();
			results.add(connection.scriptingCommands().scriptExists(sha));
			return results;
		}));
		assertThat(loaded).hasSize(9)
			.contains(List.of(true, false), "key-0", "key-5")
			.endsWith("key-5", List.of(false));
	}

}
