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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.status.RetryReason;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import org.springframework.data.redis.core.RedisCallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What the application's own code does while a command is encoded or its reply is read
 * must not reach the commands of others on the same socket.
 */
class ScriptedCodecTest {

	private static final String KEY = "foo";

	private static final byte[] RAW_KEY = KEY.getBytes(StandardCharsets.UTF_8);

	private static final Duration SOON = Duration.ofSeconds(2);

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedApplication application = ScriptedApplication.over(this.cluster.first()).started();

	private final StatefulRedisClusterConnection<String, String> connection = ((RedisClusterClient) this.application
		.factory()
		.getRequiredNativeClient()).connect(new FussyCodec());

	@BeforeEach
	void theNodeHasAValueAndACounter() {
		this.cluster.second()
			.on("GET", ScriptedReply.bulk("bar"))
			.on("INCR", ScriptedReply.integer(7))
			.on("BF.ADD", ScriptedReply.integer(1));
	}

	@AfterEach
	void stop() {
		this.connection.close();
		this.application.close();
	}

	@Test
	void aValueThatCannotBeEncodedFailsItsCommandAlone() {
		assertThat(this.application.get(KEY)).isEqualTo("bar");

		RedisFuture<String> set = this.connection.async().set(KEY, "poison");

		assertThat(set.toCompletableFuture()).failsWithin(SOON)
			.withThrowableThat()
			.havingRootCause()
			.withMessage("poison is not encoded");
		assertThat(this.application.async(() -> this.application.get(KEY))).succeedsWithin(SOON).isEqualTo("bar");
		assertThat(this.application.template().opsForValue().increment(KEY)).isEqualTo(7);
		assertThat(this.application.get(KEY)).isEqualTo("bar");
		assertThat(this.cluster.second().received("SET")).isEmpty();
		assertThat(this.application.factory().getCounts().retries().values()).containsOnly(0L);
	}

	@Test
	void aKeyThatCannotBeEncodedFailsItsCommandOfAPipelineAlone() {
		this.connection.setAutoFlushCommands(false);
		RedisFuture<String> good = this.connection.async().get(KEY);
		RedisFuture<String> bad = this.connection.async().get("poison");
		RedisFuture<String> alsoGood = this.connection.async().get(KEY);
		this.connection.flushCommands();

		assertThat(good.toCompletableFuture()).succeedsWithin(SOON).isEqualTo("bar");
		assertThat(alsoGood.toCompletableFuture()).succeedsWithin(SOON).isEqualTo("bar");
		assertThat(bad.toCompletableFuture()).failsWithin(SOON)
			.withThrowableThat()
			.havingRootCause()
			.withMessage("poison is not encoded");
	}

	@Test
	void aReplyThatTheCallerCannotReadIsNotALostConnection() {
		Throwable failure = catchThrowable(() -> this.application.template()
			.execute((RedisCallback<Object>) (redis) -> redis.execute("BF.ADD", RAW_KEY)));

		assertThat(failure).isNotInstanceOf(AmbiguousOutcomeException.class)
			.hasRootCauseInstanceOf(UnsupportedOperationException.class);
		assertThat(this.application.get(KEY)).isEqualTo("bar");
		assertThat(this.cluster.second().received("BF.ADD")).hasSize(1);
		assertThat(this.application.factory().getCounts().retries().get(RetryReason.REPLY_LOST)).isZero();
	}

	@Test
	void anErrorOfACallerOnTheEventLoopLeavesTheNextReplyToItsOwner() throws Exception {
		this.cluster.second().on("GET", ScriptedReply.bulk("bar").after(Duration.ofMillis(200)));
		Disposable broken = this.connection.reactive().get(KEY).map((value) -> {
			throw new NoClassDefFoundError("a class of the application");
		}).subscribe();
		List<RedisFuture<Long>> others = List.of(this.connection.async().incr(KEY), this.connection.async().incr(KEY));

		for (RedisFuture<Long> other : others) {
			assertThat(other.get(2, TimeUnit.SECONDS)).isEqualTo(7);
		}
		assertThat(this.application.get(KEY)).isEqualTo("bar");
		broken.dispose();
	}

	/**
	 * A codec that does not know one value, nor a key of that name.
	 */
	private static final class FussyCodec implements RedisCodec<String, String> {

		@Override
		public String decodeKey(ByteBuffer bytes) {
			return StringCodec.UTF8.decodeKey(bytes);
		}

		@Override
		public String decodeValue(ByteBuffer bytes) {
			return StringCodec.UTF8.decodeValue(bytes);
		}

		@Override
		public ByteBuffer encodeKey(String key) {
			return encodeValue(key);
		}

		@Override
		public ByteBuffer encodeValue(String value) {
			if (value.equals("poison")) {
				throw new IllegalArgumentException("poison is not encoded");
			}
			return StringCodec.UTF8.encodeValue(value);
		}

	}

}
