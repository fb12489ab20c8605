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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.status.NodeStatus;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.topology.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * I8: what callers who gave up and nodes that left have held is given back.
 */
class ScriptedLeftoversTest {

	private static final String KEY = "foo";

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	private final ScriptedRedisNode first = this.cluster.first();

	private final ScriptedRedisNode second = this.cluster.second();

	private final ResiliencePolicies policies = ResiliencePolicies.standalone();

	@BeforeEach
	void theSecondHasTheValue() {
		this.second.on("GET", ScriptedReply.bulk("bar"));
	}

	private NodeStatus second(ScriptedApplication application) {
		return application.statusOf(this.second);
	}

	@Test
	void whoGaveUpInAPauseDoesNotTakeAPlaceForGood() {
		this.second.on("BLPOP", ScriptedReply.error("LOADING Redis is loading the dataset in memory"));
		RoutingOptions options = RoutingOptions.defaults().withPatience(Duration.ofSeconds(30));
		try (ScriptedApplication application = ScriptedApplication.over(options, this.first).started()) {
			StatefulRedisClusterConnection<byte[], byte[]> connection = connection(application);
			List<CompletableFuture<RedisFuture<?>>> blocked = application.async(16,
					() -> connection.async().blpop(30, KEY.getBytes(StandardCharsets.UTF_8)));
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> second(application).callersWaiting() > 0
						&& application.factory().getStatus().commandsWaiting() > 0);

			blocked.forEach((command) -> command.join().cancel(true));

			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.until(() -> second(application).callersWaiting() == 0
						&& application.factory().getStatus().commandsWaiting() == 0);
		}
	}

	@Test
	void aNodeThatLeftIsForgottenAlsoIfSomebodyAskedForItSince() {
		try (ScriptedApplication application = ScriptedApplication.with(this.policies, this.first, this.second)
			.started()) {
			application.get(KEY);
			Endpoint left = second(application).node().endpoint();
			StatefulRedisConnection<byte[], byte[]> pinned = connection(application).getConnection(left.host(),
					left.port());
			this.cluster.tell(this.first.row("0-16383"));
			application.refresh();
			application.refresh();
			this.second.down();
			assertThat(catchThrowable(() -> pinned.sync().ping())).isNotNull();
			assertThat(this.policies.breakers().getAllCircuitBreakers()).hasSize(2);

			Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
				application.refresh();
				return this.policies.breakers().getAllCircuitBreakers().size() == 1;
			});
		}
	}

	private static StatefulRedisClusterConnection<byte[], byte[]> connection(ScriptedApplication application) {
		return ((RedisClusterClient) application.factory().getRequiredNativeClient()).connect(ByteArrayCodec.INSTANCE);
	}

}
