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

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.codec.StringCodec;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Subscriptions where no node answers: each call ends, within its patience.
 */
class SubscriptionLimitsTest {

	private TopologyAwareConnectionFactory factory;

	private StatefulRedisClusterPubSubConnection<String, String> connection;

	@BeforeEach
	void start() {
		this.factory = new TopologyAwareConnectionFactory(new RedisClusterConfiguration(List.of("127.0.0.1:1")),
				LettuceClientConfiguration.defaultConfiguration(),
				RoutingOptions.defaults().withPatience(Duration.ofMillis(300)));
		this.factory.afterPropertiesSet();
		this.connection = ((RedisClusterClient) this.factory.getRequiredNativeClient()).connectPubSub(StringCodec.UTF8);
	}

	@AfterEach
	void stop() {
		this.factory.destroy();
	}

	@Test
	void aSubscriptionThatNobodyConfirmsFailsByNameAndLeavesNothing() {
		assertThatExceptionOfType(PatienceExhaustedException.class)
			.isThrownBy(() -> this.connection.sync().subscribe("news", "more"))
			.withMessageContaining("SUBSCRIBE")
			.withMessageContaining("2 of its names");
		Awaitility.await().until(() -> this.factory.routedCluster().subscriptions().count() == 0);
	}

	@Test
	void whatIsNotSubscribedIsUnsubscribedAtOnce() {
		this.connection.sync().unsubscribe("news");
		this.connection.sync().punsubscribe();
		this.connection.reactive().sunsubscribe().block(Duration.ofSeconds(1));
	}

	@Test
	void anUnsubscriptionEndsTheSubscriptionThatWaits() {
		var waiting = this.connection.async().subscribe("news").toCompletableFuture();
		this.connection.sync().unsubscribe();
		assertThat(waiting).succeedsWithin(Duration.ofMillis(250));
		Awaitility.await().until(() -> this.factory.routedCluster().subscriptions().count() == 0);
	}

	@Test
	void aNameIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.connection.async().psubscribe());
	}

	@Test
	void closingEndsWhatWaitsAndRefusesWhatComes() {
		var waiting = this.connection.async().subscribe("news").toCompletableFuture();
		this.connection.close();
		assertThat(waiting).failsWithin(Duration.ofMillis(250))
			.withThrowableThat()
			.withCauseInstanceOf(RedisException.class)
			.withMessageContaining("closed");
		assertThat(this.connection.reactive().subscribe("late").toFuture()).failsWithin(Duration.ofMillis(250));
		this.connection.close();
	}

}
