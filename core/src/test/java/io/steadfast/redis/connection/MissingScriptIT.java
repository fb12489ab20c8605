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
import java.util.Locale;
import java.util.stream.IntStream;

import io.lettuce.core.RedisNoScriptException;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.test.RedisClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.ReturnType;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * A node that has lost its scripts, or never had them, is told those that the application
 * has sent before.
 */
class MissingScriptIT {

	private static final String SOURCE = "return redis.call('INCRBY', KEYS[1], ARGV[1])";

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)));

	private TopologyAwareConnectionFactory factory;

	private StringRedisTemplate template;

	@BeforeEach
	void start() {
		this.factory = new TopologyAwareConnectionFactory(new RedisClusterConfiguration(redis.cluster().seeds()),
				LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults());
		this.factory.afterPropertiesSet();
		this.template = new StringRedisTemplate(this.factory);
		this.template.delete("counter");
	}

	@AfterEach
	void stop() {
		this.factory.destroy();
	}

	private static byte[][] arguments(String key, int amount) {
		return new byte[][] { key.getBytes(UTF_8), String.valueOf(amount).getBytes(UTF_8) };
	}

	private String load() {
		return this.template.execute((RedisCallback<String>) (connection) -> connection.scriptingCommands()
			.scriptLoad(SOURCE.getBytes(UTF_8)));
	}

	private Long increment(String digest, String key, int amount) {
		return this.template.execute((RedisCallback<Long>) (connection) -> connection.scriptingCommands()
			.evalSha(digest, ReturnType.INTEGER, 1, arguments(key, amount)));
	}

	private static void forgetEverywhere() {
		redis.cluster().primaries().forEach((primary) -> primary.execute("SCRIPT", "FLUSH"));
	}

	@Test
	void aScriptThatTheServersForgotRunsOnceForEachCall() {
		String digest = load();
		assertThat(increment(digest, "counter", 5)).isEqualTo(5);
		forgetEverywhere();
		assertThat(increment(digest, "counter", 5)).isEqualTo(10);
		assertThat(increment(digest.toUpperCase(Locale.ROOT), "counter", 5)).isEqualTo(15);
	}

	@Test
	void aScriptThatWasSentWithEvalIsKnownByItsDigest() {
		this.template.execute((RedisCallback<Long>) (connection) -> connection.scriptingCommands()
			.eval(SOURCE.getBytes(UTF_8), ReturnType.INTEGER, 1, arguments("counter", 1)));
		String digest = redis.cluster().primaryFor("counter").execute("SCRIPT", "LOAD", SOURCE);
		forgetEverywhere();
		assertThat(increment(digest, "counter", 1)).isEqualTo(2);
	}

	@Test
	void aPipelineGetsItsResultsInOrder() {
		String digest = load();
		forgetEverywhere();
		List<Object> results = this.template.executePipelined((RedisCallback<?>) (connection) -> {
			for (int i = 0; i < 300; i++) {
				connection.scriptingCommands().evalSha(digest, ReturnType.INTEGER, 1, arguments("key-" + i, i));
			}
			return null;
		});
		assertThat(results).isEqualTo(IntStream.range(0, 300).mapToObj(Long::valueOf).toList());
	}

	@Test
	void aPromotedReplicaIsTold() {
		String digest = load();
		redis.cluster().failover(redis.cluster().replicasOf(redis.cluster().primaryFor("counter")).get(0));
		forgetEverywhere();
		assertThat(increment(digest, "counter", 7)).isEqualTo(7);
	}

	@Test
	void aScriptThatNobodySentIsTheApplicationsAffair() {
		assertThat(catchThrowable(() -> increment("0".repeat(40), "counter", 1)))
			.hasRootCauseInstanceOf(RedisNoScriptException.class);
	}

	@Test
	void whoFlushesTheScriptsWantsThemGone() {
		String digest = load();
		this.template.execute((RedisCallback<?>) (connection) -> {
			connection.scriptingCommands().scriptFlush();
			return null;
		});
		assertThat(catchThrowable(() -> increment(digest, "counter", 1)))
			.hasRootCauseInstanceOf(RedisNoScriptException.class);
	}

}
