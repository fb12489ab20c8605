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
import java.util.stream.IntStream;

import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.test.ScriptedReply;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Reactive commands over several shards, which refuse at the same moment, each on an
 * event loop of its own.
 */
class ScriptedReactiveFailuresTest {

	private static final int ROUNDS = 2_000;

	private static final String[] KEYS = IntStream.range(0, 20).mapToObj((i) -> "key-" + i).toArray(String[]::new);

	@Test
	void partsThatFailTogetherAreOneFailure() {
		try (ScriptedRedisCluster cluster = ScriptedRedisCluster.start()) {
			cluster.first().on("DEL", ScriptedReply.error("ERR no"));
			cluster.second().on("DEL", ScriptedReply.error("ERR no"));
			try (ScriptedApplication application = ScriptedApplication.over(cluster.first()).started()) {
				ReactiveStringRedisTemplate redis = new ReactiveStringRedisTemplate(application.factory());
				for (int i = 0; i < ROUNDS; i++) {
					assertThat(failureOf(redis.delete(KEYS))).isInstanceOf(DataAccessException.class);
				}
			}
		}
	}

	private static Throwable failureOf(Publisher<?> call) {
		return catchThrowable(() -> Flux.from(call).blockLast(Duration.ofSeconds(5)));
	}

}
