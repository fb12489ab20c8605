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
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisPipelineException;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceConnection.PipeliningFlushPolicy;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisOperations;
import org.springframework.data.redis.core.SessionCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications send in pipelines and sessions, and the transactions that a cluster
 * refuses them.
 */
class PipelineBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@AfterEach
	void flushEachCommandAgain() {
		contenders.each((redis) -> redis.factory().setPipeliningFlushPolicy(PipeliningFlushPolicy.flushEachCommand()));
	}

	private static PipeliningFlushPolicy policy(String name) {
		return switch (name) {
			case "buffered" -> PipeliningFlushPolicy.buffered(50);
			case "on close" -> PipeliningFlushPolicy.flushOnClose();
			default -> PipeliningFlushPolicy.flushEachCommand();
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "each", "buffered", "on close" })
	void aThousandMixedCommandsAnswerInTheirOrder(String policy) throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.factory().setPipeliningFlushPolicy(policy(policy));
			return redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
				for (int i = 0; i < 200; i++) {
					connection.stringCommands().set(bytes("key-" + i), bytes("value-" + i));
					connection.stringCommands().get(bytes("key-" + i));
					connection.listCommands().rPush(bytes("list-" + i % 10), bytes(String.valueOf(i)));
					connection.hashCommands().hSet(bytes("hash-" + i % 7), bytes("f" + i), bytes("v"));
					connection.stringCommands().incr(bytes("counter-" + i % 5));
				}
				return null;
			});
		});
		assertThat(results).hasSize(1000).startsWith(true, "value-0", 1L, true, 1L);
		for (int i = 0; i < 200; i++) {
			assertThat(results.subList(5 * i, 5 * i + 5)).containsExactly(true, "value-" + i, i / 10 + 1L, true,
					i / 5 + 1L);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "each", "buffered", "on close" })
	void commandsOverManyKeysArePipelinedToo(String policy) throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.factory().setPipeliningFlushPolicy(policy(policy));
			redis.template().opsForValue().set("key-1", "a");
			return redis.template().executePipelined(new SessionCallback<Object>() {

				@Override
				public <K, V> Object execute(RedisOperations<K, V> operations) {
					StringRedisTemplate template = (StringRedisTemplate) operations;
					template.opsForValue().set("{p}1", "a");
					template.opsForValue().set("{p}2", "b");
					template.opsForValue().multiGet(List.of("{p}1", "{p}2", "{p}3"));
					template.opsForSet().add("{p}set", "x");
					template.opsForSet().union("{p}set", "{p}other");
					template.delete(List.of("{p}1", "{p}2"));
					template.hasKey("{p}1");
					template.opsForValue().multiGet(List.of("key-1", "key-2"));
					template.delete(List.of("key-1", "key-2"));
					return null;
				}
			});
		});
		assertThat(results).containsExactly(true, true, Arrays.asList("a", "b", null), 1L, Set.of("x"), 2L, false,
				Arrays.asList("a", null), 1L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "each", "buffered", "on close" })
	void anErrorInAPipelineIsReportedAndTheRestIsDone(String policy) throws Exception {
		Throwable failure = contenders.agreeToFail((redis) -> {
			redis.factory().setPipeliningFlushPolicy(policy(policy));
			return redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
				for (int i = 0; i < 100; i++) {
					connection.stringCommands().set(bytes("key-" + i), bytes("value-" + i));
				}
				connection.listCommands().rPush(bytes("key-50"), bytes("element"));
				connection.stringCommands().set(bytes("last"), bytes("value"));
				return null;
			});
		});
		assertThat(failure).isInstanceOf(RedisPipelineException.class).rootCause().hasMessageStartingWith("WRONGTYPE");
		assertThat(contenders.ours().template().opsForValue().multiGet(List.of("key-0", "key-99", "last")))
			.containsExactly("value-0", "value-99", "value");
	}

	@Test
	void pipelinesFollowEachOtherOnOneConnection() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			List<Object> all = new ArrayList<>();
			for (int round = 0; round < 3; round++) {
				connection.openPipeline();
				connection.stringCommands().incr(bytes("n"));
				connection.stringCommands().incr(bytes("m"));
				all.addAll(connection.closePipeline());
				all.add(connection.stringCommands().incr(bytes("n")));
			}
			connection.openPipeline();
			all.addAll(connection.closePipeline());
			return all;
		}));
		assertThat(results).containsExactly(1L, 1L, 2L, 3L, 2L, 4L, 5L, 3L, 6L);
	}

	@Test
	void blockingAndScriptedCommandsMayBePipelined() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.template().opsForList().rightPushAll("list", "a", "b");
			return redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
				connection.listCommands().bLPop(1, bytes("list"));
				connection.scriptingCommands()
					.eval(bytes("return redis.call('INCR', KEYS[1])"), ReturnType.INTEGER, 1, bytes("n"));
				connection.streamCommands().xAck(bytes("stream"), "group", "1-0");
				connection.streamCommands().xLen(bytes("stream"));
				return null;
			});
		});
		assertThat(results).containsExactly(List.of("list", "a"), 1L, 0L, 0L);
	}

	@Test
	void aSessionRunsItsCommands() throws Exception {
		List<String> values = contenders.agreeOn((redis) -> redis.template().execute(new SessionCallback<>() {

			@Override
			public <K, V> List<String> execute(RedisOperations<K, V> operations) {
				StringRedisTemplate template = (StringRedisTemplate) operations;
				template.opsForValue().set("key-1", "one");
				template.opsForValue().set("key-2", "two");
				return template.opsForValue().multiGet(List.of("key-1", "key-2"));
			}
		}));
		assertThat(values).containsExactly("one", "two");
	}

	@Test
	void transactionsAreRefused() throws Exception {
		contenders.agreeToFail((redis) -> {
			redis.template().multi();
			return null;
		});
		contenders.agreeToFail((redis) -> {
			redis.template().watch("key-1");
			return null;
		});
		contenders.agreeToFail((redis) -> redis.template().execute(new SessionCallback<>() {

			@Override
			public <K, V> List<Object> execute(RedisOperations<K, V> operations) {
				operations.multi();
				return operations.exec();
			}
		}));
	}

}
