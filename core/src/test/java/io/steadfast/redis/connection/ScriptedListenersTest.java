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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.topology.RefreshOutcome;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Code of the application that hears of the topology does not run where commands end.
 */
class ScriptedListenersTest {

	private static final String KEY = "foo";

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	@Test
	void whatFollowsARefreshDoesNotRunOnTheThreadOfTheDeadlines() {
		try (ScriptedApplication application = ScriptedApplication.over(this.first, this.second).started()) {
			CompletableFuture<String> thread = application.factory()
				.refreshTopology()
				.thenApply((topology) -> Thread.currentThread().getName())
				.toCompletableFuture();

			assertThat(thread).succeedsWithin(Duration.ofSeconds(5)).asString().doesNotMatch("steadfast-redis-\\d+");
		}
	}

	@Test
	void aListenerThatHangsHoldsNoCommandUp() {
		this.second.on("GET", ScriptedReply.nothing().after(Duration.ofHours(1)));
		CountDownLatch hang = new CountDownLatch(1);
		CountDownLatch hangs = new CountDownLatch(1);
		RoutingOptions options = RoutingOptions.defaults()
			.withPatience(Duration.ofMillis(800))
			.withConnections(new ConnectionOptions(1, Duration.ofSeconds(5), Duration.ofSeconds(30), 256, true, 10));
		try (ScriptedApplication application = ScriptedApplication.over(options, this.first).started()) {
			application.factory().addClusterListener(new ClusterListener() {

				@Override
				public void refreshEnded(RefreshOutcome outcome) {
					hangs.countDown();
					join(hang);
				}

			});
			application.refresh();
			assertThat(join(hangs)).isTrue();

			List<CompletableFuture<Throwable>> calls = application.async(64,
					() -> catchThrowable(() -> application.get(KEY)));

			assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(5)).isNotNull());
		}
		finally {
			hang.countDown();
		}
	}

	private static boolean join(CountDownLatch latch) {
		try {
			return latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
