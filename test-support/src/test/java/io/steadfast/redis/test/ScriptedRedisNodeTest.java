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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.protocol.ProtocolVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A real client sees what the script says.
 */
class ScriptedRedisNodeTest {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private static RedisClient client;

	private final ScriptedRedisNode node = ScriptedRedisNode.start();

	@BeforeAll
	static void createClient() {
		client = RedisClient.create();
		client.setOptions(ClientOptions.builder().autoReconnect(false).build());
	}

	@AfterAll
	static void closeClient() {
		client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
	}

	@AfterEach
	void closeNode() {
		this.node.close();
	}

	private StatefulRedisConnection<String, String> connect() {
		return client.connect(RedisURI.builder().withHost(this.node.host()).withPort(this.node.port()).build());
	}

	@Test
	void everyKindOfReplyReachesTheClient() {
		this.node.on("SET", ScriptedReply.simple("OK"))
			.on("GET", ScriptedReply.bulk("vögel"), ScriptedReply.nil())
			.on("INCR", ScriptedReply.integer(42))
			.on("LRANGE", ScriptedReply.array(ScriptedReply.bulk("a"), ScriptedReply.bulk("b")))
			.on("TYPE", ScriptedReply.raw("+none\r\n"));
		try (var connection = connect()) {
			assertThat(connection.sync().set("key", "value")).isEqualTo("OK");
			assertThat(connection.sync().get("key")).isEqualTo("vögel");
			assertThat(connection.sync().get("key")).isNull();
			assertThat(connection.sync().incr("key")).isEqualTo(42);
			assertThat(connection.sync().lrange("key", 0, -1)).containsExactly("a", "b");
			assertThat(connection.sync().type("key")).isEqualTo("none");
		}
	}

	@Test
	void theLastReplyOfASequenceIsRepeated() {
		this.node.on("GET", ScriptedReply.bulk("first"), ScriptedReply.bulk("then"));
		try (var connection = connect()) {
			assertThat(List.of(connection.sync().get("k"), connection.sync().get("k"), connection.sync().get("k")))
				.containsExactly("first", "then", "then");
		}
	}

	@Test
	void anErrorIsAnError() {
		this.node.on("GET", (request) -> ScriptedReply.error("MOVED 1 127.0.0.1:7001"));
		try (var connection = connect()) {
			assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> connection.sync().get("k"))
				.withMessage("MOVED 1 127.0.0.1:7001");
		}
	}

	@Test
	void aCommandThatIsNotInTheScriptIsRefusedByName() {
		try (var connection = connect()) {
			assertThatExceptionOfType(RedisCommandExecutionException.class).isThrownBy(() -> connection.sync().get("k"))
				.withMessageContaining("unknown command 'GET'");
		}
	}

	@Test
	void aHandlerSeesTheCommandThatItAnswers() {
		this.node.on("ECHO", (request) -> ScriptedReply.bulk(request.argument(0)));
		try (var connection = connect()) {
			assertThat(connection.sync().echo("said")).isEqualTo("said");
		}
	}

	@Test
	void aClientThatSpeaksResp2IsServedToo() {
		ClientOptions resp3 = client.getOptions();
		client.setOptions(resp3.mutate().protocolVersion(ProtocolVersion.RESP2).build());
		try (var connection = connect()) {
			assertThat(connection.sync().ping()).isEqualTo("PONG");
			assertThat(this.node.received("HELLO")).isEmpty();
		}
		finally {
			client.setOptions(resp3);
		}
	}

	@Test
	void silenceDoesNotHoldUpTheNextReply() throws Exception {
		this.node.on("GET", ScriptedReply.nothing());
		try (var connection = connect()) {
			RedisFuture<String> unanswered = connection.async().get("k");
			RedisFuture<String> ping = connection.async().ping();
			// A client cannot know that a reply was left out: it takes the next one.
			assertThat(unanswered.get(5, TimeUnit.SECONDS)).isEqualTo("PONG");
			assertThat(ping.isDone()).isFalse();
		}
	}

	@Test
	void closingFailsTheCommandAndCountsTheConnectionOut() {
		this.node.on("GET", ScriptedReply.close());
		try (var connection = connect()) {
			assertThat(this.node.connectionsOpen()).isEqualTo(1);
			RedisFuture<String> get = connection.async().get("k");
			assertThat(failureOf(get)).isInstanceOf(Exception.class);
			awaitNoConnections();
			assertThat(this.node.connectionsOpened()).isEqualTo(1);
		}
	}

	@Test
	void aReplyCanBeCutInTheMiddle() {
		this.node.on("LRANGE",
				ScriptedReply.array(ScriptedReply.bulk("whole"), ScriptedReply.bulk("cut here")).halfThenClose());
		try (var connection = connect()) {
			assertThat(failureOf(connection.async().lrange("k", 0, -1))).isInstanceOf(Exception.class);
			awaitNoConnections();
		}
	}

	@Test
	void laterRepliesWaitBehindADelayedOne() throws Exception {
		this.node.on("GET", ScriptedReply.bulk("late").after(Duration.ofMillis(150)))
			.on("INCR", ScriptedReply.integer(1));
		try (var connection = connect()) {
			RedisAsyncCommands<String, String> commands = connection.async();
			long start = System.nanoTime();
			RedisFuture<String> get = commands.get("k");
			RedisFuture<Long> incr = commands.incr("k");
			assertThat(incr.get(5, TimeUnit.SECONDS)).isEqualTo(1);
			assertThat(get.get(5, TimeUnit.SECONDS)).isEqualTo("late");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
		}
	}

	@Test
	void theHandshakeCanBeSlow() {
		this.node.handshakeDelay(Duration.ofMillis(150));
		assertThat(timeToConnect()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
	}

	@Test
	void whatArrivesCanBeLeftUnread() {
		this.node.readDelay(Duration.ofMillis(150));
		assertThat(timeToConnect()).isGreaterThanOrEqualTo(Duration.ofMillis(150));
		assertThat(this.node.received("HELLO")).hasSize(1);
	}

	private Duration timeToConnect() {
		long start = System.nanoTime();
		connect().close();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@Test
	void commandsAreRememberedWithTheirConnection() {
		this.node.on("GET", ScriptedReply.bulk("v"));
		try (var first = connect(); var second = connect()) {
			first.sync().get("a");
			second.sync().get("b");
			first.sync().get("c");
			List<ScriptedRequest> gets = this.node.received("get");
			assertThat(gets).extracting((get) -> get.argument(0)).containsExactly("a", "b", "c");
			assertThat(gets.get(0).connection()).isEqualTo(gets.get(2).connection())
				.isNotEqualTo(gets.get(1).connection());
			assertThat(this.node.connectionsOpened()).isEqualTo(2);
		}
	}

	@Test
	void aNodeThatIsDownRefusesAndComesBackOnItsPort() {
		String endpoint = this.node.endpoint();
		this.node.down();
		assertThatExceptionOfType(RedisConnectionException.class).isThrownBy(this::connect);
		this.node.up();
		assertThat(this.node.endpoint()).isEqualTo(endpoint);
		try (var connection = connect()) {
			assertThat(connection.sync().ping()).isEqualTo("PONG");
			this.node.disconnectAll();
			assertThat(this.node.connectionsOpen()).isZero();
		}
	}

	@Test
	void twoNodesPassForAClusterWithAsking() {
		try (ScriptedRedisNode other = ScriptedRedisNode.start("127.0.0.1", 0)) {
			String[] rows = { this.node.row("0-16383"), other.row("") };
			this.node.clusterNodes(rows).on("GET", ScriptedReply.error("ASK 12182 " + other.endpoint()));
			other.clusterNodes(rows).on("GET", ScriptedReply.bulk("bar"));
			RedisClusterClient cluster = RedisClusterClient.create(RedisURI.create(this.node.host(), this.node.port()));
			try (var connection = cluster.connect()) {
				assertThat(connection.sync().get("foo")).isEqualTo("bar");
				List<ScriptedRequest> received = other.received();
				ScriptedRequest get = other.received("GET").get(0);
				ScriptedRequest before = received.get(received.indexOf(get) - 1);
				assertThat(before.name()).isEqualTo("ASKING");
				assertThat(before.connection()).isEqualTo(get.connection());
			}
			finally {
				cluster.shutdown(Duration.ZERO, Duration.ofSeconds(2));
			}
		}
	}

	private void awaitNoConnections() {
		Await.until("the connection to be closed", LIMIT,
				() -> (this.node.connectionsOpen() == 0) ? "" : this.node.connectionsOpen() + " are open");
	}

	private static Throwable failureOf(RedisFuture<?> future) {
		return future.toCompletableFuture()
			.handle((value, failure) -> (failure != null) ? failure : new AssertionError("Answered with " + value))
			.orTimeout(5, TimeUnit.SECONDS)
			.join();
	}

}
