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

package io.steadfast.redis.benchmarks;

import java.time.Duration;
import java.util.List;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;

/**
 * Lettuce's own cluster connection, without Spring.
 */
final class LettuceContender implements Contender {

	private final RedisClusterClient client;

	private final StatefulRedisClusterConnection<String, String> connection;

	LettuceContender(List<String> seeds) {
		this.client = RedisClusterClient
			.create(seeds.stream().map((seed) -> RedisURI.create("redis://" + seed)).toList());
		this.connection = this.client.connect();
	}

	@Override
	public void get(String key) {
		this.connection.sync().get(key);
	}

	@Override
	public void set(String key, String value) {
		this.connection.sync().set(key, value);
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
	}

}
