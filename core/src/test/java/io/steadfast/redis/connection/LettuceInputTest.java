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
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.json.JsonParser;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.socket.SocketSetup;
import io.steadfast.redis.test.ScriptedRedisNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The options of the application reach the client whole: Lettuce's copy of options for
 * clusters leaves some of them out.
 */
class LettuceInputTest {

	private static final Supplier<JsonParser> PARSER = () -> null;

	private static final Predicate<RedisCommand<?, ?, ?>> FILTER = (command) -> false;

	private final RedisClusterConfiguration cluster = new RedisClusterConfiguration(List.of("node:1"));

	static List<ClientOptions> given() {
		return List.of(ClientOptions.builder().jsonParser(PARSER).replayFilter(FILTER).useHashIndexQueue(false).build(),
				ClusterClientOptions.builder()
					.jsonParser(PARSER)
					.replayFilter(FILTER)
					.useHashIndexQueue(false)
					.build());
	}

	private static LettuceClientConfiguration with(ClientOptions options) {
		return LettuceClientConfiguration.builder().clientOptions(options).build();
	}

	@ParameterizedTest
	@MethodSource("given")
	void nothingIsLostWhereTheClusterHasANumberOfRedirects(ClientOptions given) {
		this.cluster.setMaxRedirects(7);

		ClusterClientOptions options = new LettuceInput(this.cluster, with(given)).clientOptions();

		assertThat(options.getMaxRedirects()).isEqualTo(7);
		assertThat(options.getJsonParser()).isSameAs(PARSER);
		assertThat(options.getReplayFilter()).isSameAs(FILTER);
		assertThat(options.isUseHashIndexedQueue()).isFalse();
	}

	@ParameterizedTest
	@MethodSource("given")
	void nothingIsLostWhereItHasNone(ClientOptions given) {
		ClusterClientOptions options = new LettuceInput(this.cluster, with(given)).clientOptions();

		assertThat(options.getJsonParser()).isSameAs(PARSER);
		assertThat(options.isUseHashIndexedQueue()).isFalse();
	}

	@Test
	void theSocketsKeepTheirCommandsAsTheApplicationWishes() {
		ClientOptions options = SocketSetup.singleLife(given().get(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

		assertThat(options.isUseHashIndexedQueue()).isFalse();
		assertThat(SocketSetup.with(SslOptions.builder().build(), options).isUseHashIndexedQueue()).isFalse();
	}

	@Test
	void nothingIsLostWithOtherTlsMaterial() {
		try (ScriptedRedisNode node = ScriptedRedisNode.start()) {
			TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
					new RedisClusterConfiguration(List.of(node.endpoint())), with(given().get(1)),
					RoutingOptions.defaults());
			factory.afterPropertiesSet();
			SslOptions tls = SslOptions.builder().build();

			factory.useSslOptions(tls);

			ClientOptions options = ((RoutingClusterClient) factory.getRequiredNativeClient()).getOptions();
			assertThat(options.getSslOptions()).isSameAs(tls);
			assertThat(options.getJsonParser()).isSameAs(PARSER);
			factory.destroy();
		}
	}

}
