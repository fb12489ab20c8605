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

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.core.RedisCallback;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Data opens a connection for each pipeline, so opening one must cost nothing.
 */
class ScriptedPipelineTest {

	private static final int PIPELINES = 200;

	private static final long BYTES = 16 * 1024;

	@AutoClose
	private final ScriptedRedisCluster cluster = ScriptedRedisCluster.start();

	@Test
	void aPipelineAllocatesLittleAndOpensNoSocket() {
		this.cluster.second().on("GET", ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = ScriptedApplication.over(this.cluster.first()).started()) {
			pipelines(application);
			ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
			long before = threads.getCurrentThreadAllocatedBytes();
			pipelines(application);
			assertThat((threads.getCurrentThreadAllocatedBytes() - before) / PIPELINES).isLessThan(BYTES);
		}
		assertThat(this.cluster.second().received("HELLO")).hasSizeLessThan(PIPELINES);
	}

	private static void pipelines(ScriptedApplication application) {
		IntStream.range(0, PIPELINES)
			.forEach((i) -> assertThat(application.template().executePipelined((RedisCallback<?>) (connection) -> {
				connection.stringCommands().get("foo".getBytes(StandardCharsets.US_ASCII));
				return null;
			})).containsExactly("bar"));
	}

	@Test
	void theBlockingApiIsThereWhenItIsAskedFor() {
		this.cluster.second().on("GET", ScriptedReply.bulk("bar"));
		try (ScriptedApplication application = ScriptedApplication.over(this.cluster.first()).started();
				StatefulRedisClusterConnection<String, String> connection = ((RedisClusterClient) application.factory()
					.getRequiredNativeClient()).connect()) {
			assertThat(connection.sync().get("foo")).isEqualTo("bar");
			assertThat(connection.sync()).isEqualTo(connection.sync()).hasSameHashCodeAs(connection.sync());
		}
	}

}
