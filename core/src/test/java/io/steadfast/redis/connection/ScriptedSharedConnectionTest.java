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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * I5: the connection that all calls share is taken without a lock, and is not the former
 * one after a reset.
 */
class ScriptedSharedConnectionTest {

	/** The connection answers nothing else either, as a process that hangs. */
	private static final ScriptedReply SILENCE = ScriptedReply.nothing().after(Duration.ofHours(1));

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final String ofTheFirst = ScriptedApplication.keyIn(0, 8191);

	private final String ofTheSecond = ScriptedApplication.keyIn(8192, 16383);

	@BeforeEach
	void bothHaveTheValue() {
		this.cluster.first().on("GET", ScriptedReply.bulk("bar"));
		this.cluster.second().on("GET", ScriptedReply.bulk("bar"));
	}

	private ScriptedApplication application() {
		ScriptedApplication application = ScriptedApplication.over(this.cluster.first(), this.cluster.second())
			.started();
		assertThat(application.get(this.ofTheFirst)).isEqualTo("bar");
		assertThat(application.get(this.ofTheSecond)).isEqualTo("bar");
		return application;
	}

	@Test
	void nobodyWaitsWhileSpringValidatesTheConnection() {
		ScriptedRedisNode first = this.cluster.first().on("PING", SILENCE);
		ScriptedRedisNode second = this.cluster.second().on("PING", SILENCE);
		try (ScriptedApplication application = application()) {
			CompletableFuture<Boolean> validation = application.async(() -> {
				application.factory().validateConnection();
				return true;
			});
			Awaitility.await()
				.atMost(2, TimeUnit.SECONDS)
				.until(() -> !first.received("PING").isEmpty() || !second.received("PING").isEmpty());
			String ofTheOther = first.received("PING").isEmpty() ? this.ofTheFirst : this.ofTheSecond;

			CompletableFuture<String> call = application.async(() -> application.get(ofTheOther));

			assertThat(call).succeedsWithin(Duration.ofSeconds(2)).isEqualTo("bar");
			assertThat(validation).isNotDone();
		}
	}

	@Test
	void afterAResetCallsHaveAnotherConnection() {
		try (ScriptedApplication application = application()) {
			Object former = shared(application);
			assertThat(shared(application)).isSameAs(former);

			application.factory().resetConnection();

			assertThat(shared(application)).isNotSameAs(former);
			assertThat(application.get(this.ofTheFirst)).isEqualTo("bar");
		}
	}

	@Test
	void aFactoryThatIsStartedAgainHasAnotherConnection() {
		try (ScriptedApplication application = application()) {
			Object former = shared(application);

			application.factory().stop();
			application.factory().start();

			assertThat(shared(application)).isNotSameAs(former);
			assertThat(application.get(this.ofTheFirst)).isEqualTo("bar");
		}
	}

	@Test
	void aConnectionThatIsNotSharedIsNotKept() {
		try (ScriptedApplication application = application()) {
			application.factory().setShareNativeConnection(false);
			assertThat(shared(application)).isNotSameAs(shared(application));
			assertThat(application.get(this.ofTheFirst)).isEqualTo("bar");
		}
	}

	private static Object shared(ScriptedApplication application) {
		try (RedisConnection connection = application.factory().getConnection()) {
			return connection.getNativeConnection();
		}
	}

}
