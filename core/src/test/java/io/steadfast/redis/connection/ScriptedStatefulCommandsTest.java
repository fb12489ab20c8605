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
import java.util.Arrays;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.redis.core.RedisCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Commands that change what a connection means, on connections that everybody shares.
 */
class ScriptedStatefulCommandsTest {

	private static final String KEY = "foo";

	@AutoClose
	private final ScriptedRedisNode node = ScriptedRedisNode.start();

	@AutoClose
	private ScriptedApplication application;

	@BeforeEach
	void start() {
		for (String command : new String[] { "MONITOR", "RESET", "SYNC", "PSYNC", "SWAPDB" }) {
			this.node.on(command, ScriptedReply.simple("OK"));
		}
		this.node.on("GET", ScriptedReply.bulk("bar")).on("SET", ScriptedReply.simple("OK"));
		this.application = ScriptedApplication.over(this.node).started();
		assertThat(this.application.get(KEY)).isEqualTo("bar");
	}

	private Object execute(String line) {
		String[] words = line.split(" ");
		byte[][] arguments = Arrays.stream(words).skip(1).map(String::getBytes).toArray(byte[][]::new);
		return this.application.template()
			.execute((RedisCallback<Object>) (connection) -> connection.execute(words[0], arguments));
	}

	/**
	 * After MONITOR a server sends what others do between the replies, after CLIENT REPLY
	 * OFF it sends none: each caller would be given what is another one's.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "MULTI", "MONITOR", "RESET", "SYNC", "PSYNC ? -1", "SELECT 1", "HELLO 2", "AUTH other",
			"CLIENT REPLY OFF", "client reply skip", "CLIENT TRACKING ON", "CLIENT CACHING YES", "SCRIPT DEBUG YES",
			"QUIT" })
	void aCommandThatWouldChangeTheConnectionOfEverybodyIsRefused(String line) {
		int before = this.node.received().size();

		assertThatExceptionOfType(InvalidDataAccessApiUsageException.class).isThrownBy(() -> execute(line))
			.withMessageContaining(line.split(" ")[0].toUpperCase());

		assertThat(this.node.received()).hasSize(before);
	}

	@ParameterizedTest
	@ValueSource(strings = { "CLIENT SETNAME somebody", "CLIENT NO-EVICT ON", "CLIENT ID" })
	void aCommandThatDoesNotIsSent(String line) {
		int before = this.node.received("CLIENT").size();

		execute(line);

		assertThat(this.node.received("CLIENT")).hasSize(before + 1);
	}

	/**
	 * Lettuce takes what follows MULTI for a part of a transaction, also one that is
	 * refused, and completes it with EXEC only.
	 */
	@Test
	void aTransactionThatIsFlushedAtOnceLeavesNobodyWaiting() {
		StatefulRedisConnection<byte[], byte[]> view = this.application.factory()
			.getSharedClusterConnection()
			.getConnection(this.node.host(), this.node.port());
		RedisAsyncCommands<byte[], byte[]> commands = view.async();
		view.setAutoFlushCommands(false);

		RedisFuture<String> begun = commands.multi();
		RedisFuture<String> set = commands.set(KEY.getBytes(), "baz".getBytes());
		RedisFuture<?> executed = commands.exec();
		view.flushCommands();
		view.setAutoFlushCommands(true);

		assertThat(begun.toCompletableFuture()).isCompletedExceptionally();
		assertThat(executed.toCompletableFuture()).isCompletedExceptionally();
		assertThat(set.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(2)).isEqualTo("OK");
	}

}
