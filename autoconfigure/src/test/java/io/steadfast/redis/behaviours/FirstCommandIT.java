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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.ScanOptions;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any command may be the first one of an application, when the factory has just started
 * and nothing is known of the topology.
 */
class FirstCommandIT {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	@RegisterExtension
	static Contenders contenders = new Contenders();

	/**
	 * A first command.
	 *
	 * @param name names it
	 * @param behaviour gives it
	 * @param expected what comes of it in a cluster with 30 keys
	 */
	private record First(String name, Behaviour<Object> behaviour, Object expected) {

		@Override
		public String toString() {
			return this.name;
		}

	}

	static Stream<First> commands() {
		return Stream.of(blocking(), reactive(), overNodes()).flatMap((commands) -> commands);
	}

	private static Stream<First> blocking() {
		return Stream.of(new First("get", (redis) -> redis.template().opsForValue().get("key-1"), "value-1"),
				new First("multiGet", (redis) -> redis.template().opsForValue().multiGet(List.of("key-1", "key-2")),
						List.of("value-1", "value-2")),
				new First("delete", (redis) -> redis.template().delete(Slots.keys(30)), 30L),
				new First("randomKey", (redis) -> redis.template().randomKey() != null, true),
				new First("ping", (redis) -> redis.onConnection((connection) -> connection.ping()), "PONG"),
				new First("nodes", (redis) -> redis.onConnection((connection) -> {
					List<Object> nodes = new ArrayList<>();
					connection.clusterGetNodes().forEach(nodes::add);
					return nodes.size();
				}), 6), new First("union", (redis) -> redis.template().opsForSet().union("set-1", "set-2").size(), 0),
				new First("pipeline",
						(redis) -> redis.template().executePipelined((RedisCallback<Object>) (connection) -> {
							connection.stringCommands().get(bytes("key-1"));
							connection.stringCommands().get(bytes("key-2"));
							return null;
						}), List.of("value-1", "value-2")),
				new First("publish", (redis) -> redis.template().convertAndSend("channel", "message"), 0L),
				new First("blocking pop",
						(redis) -> redis.template().opsForList().leftPop("list", Duration.ofSeconds(1)), null));
	}

	private static Stream<First> reactive() {
		return Stream.of(
				new First("reactive get", (redis) -> redis.reactive().opsForValue().get("key-1").block(LIMIT),
						"value-1"),
				new First(
						"reactive multiGet",
						(redis) -> redis.reactive().opsForValue().multiGet(List.of("key-1", "key-2")).block(LIMIT),
						List.of("value-1", "value-2")),
				new First("reactive randomKey", (redis) -> redis.reactive().randomKey().block(LIMIT) != null, true),
				new First("reactive ping", (redis) -> onReactive(redis, ReactiveRedisConnection::ping), "PONG"),
				new First("reactive config",
						(redis) -> onReactive(redis, (connection) -> connection.serverCommands().getConfig("maxmemory"))
							.size(),
						6),
				new First("reactive nodes",
						(redis) -> onReactive(redis, (connection) -> connection.clusterGetNodes().count()), 6L));
	}

	private static <T> T onReactive(Contender redis, Function<ReactiveRedisClusterConnection, Mono<T>> call) {
		return call.apply(redis.factory().getReactiveClusterConnection()).block(LIMIT);
	}

	private static Stream<First> overNodes() {
		TreeSet<String> keys = new TreeSet<>(Slots.keys(30));
		return Stream.of(new First("keys", (redis) -> new TreeSet<>(redis.template().keys("*")), keys),
				new First("scan", (redis) -> {
					TreeSet<String> found = new TreeSet<>();
					try (Cursor<String> cursor = redis.template().scan(ScanOptions.NONE)) {
						cursor.forEachRemaining(found::add);
					}
					return found;
				}, keys),
				new First("dbSize", (redis) -> redis.onConnection((connection) -> connection.serverCommands().dbSize()),
						30L),
				new First("script load",
						(redis) -> redis
							.onConnection((connection) -> connection.scriptingCommands().scriptLoad(bytes("return 1"))),
						"e0e1f9fabfc9d4800c877a703b823ac0578ff8db"),
				new First("reactive keys",
						(redis) -> new TreeSet<>(redis.reactive().keys("*").collectList().block(LIMIT)), keys),
				new First("reactive scan", (redis) -> new TreeSet<>(redis.reactive().scan().collectList().block(LIMIT)),
						keys),
				new First("native keys", (redis) -> {
					RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
					try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
						return new TreeSet<>(connection.sync().keys("*"));
					}
				}, keys), new First("native partitions", (redis) -> {
					RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
					try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
						return connection.getPartitions().size();
					}
				}, 6));
	}

	@ParameterizedTest
	@MethodSource("commands")
	void isAnswered(First command) throws Exception {
		Object result = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(30));
			redis.factory().stop();
			redis.factory().start();
			return command.behaviour().in(redis);
		});
		assertThat(result).isEqualTo(command.expected());
	}

}
