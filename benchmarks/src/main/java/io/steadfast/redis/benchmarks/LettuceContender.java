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
import java.util.concurrent.TimeUnit;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.LettuceVersion;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import reactor.core.publisher.Mono;

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

	/**
	 * Connect with the Lettuce of this class path, if it is the right one.
	 * @param major its first number
	 */
	static LettuceContender ofVersion(String major, List<String> seeds) {
		String version = LettuceVersion.getVersion();
		if (!version.startsWith(major + ".")) {
			throw new IllegalStateException("this is Lettuce " + version + " and not " + major
					+ "; `mvn -pl benchmarks -am package` puts that beside the classes");
		}
		return new LettuceContender(seeds);
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
	public void multiGet(List<String> keys) {
		this.connection.sync().mget(keys.toArray(String[]::new));
	}

	@Override
	public void pipeline(List<String> keys, String value) {
		RedisAdvancedClusterAsyncCommands<String, String> async = this.connection.async();
		RedisFuture<?>[] replies = keys.stream()
			.map((key) -> Keys.written() ? async.set(key, value) : async.get(key))
			.toArray(RedisFuture[]::new);
		if (!LettuceFutures.awaitAll(5, TimeUnit.SECONDS, replies)) {
			throw new IllegalStateException("a pipeline was not answered within 5 s");
		}
	}

	@Override
	public Mono<?> getLater(String key) {
		return this.connection.reactive().get(key);
	}

	@Override
	public Mono<?> setLater(String key, String value) {
		return this.connection.reactive().set(key, value);
	}

	@Override
	public void close() {
		this.connection.close();
		this.client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
	}

}
