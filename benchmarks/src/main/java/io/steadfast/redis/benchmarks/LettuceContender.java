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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.LettuceVersion;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisAdvancedClusterAsyncCommands;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import reactor.core.publisher.Mono;

import org.springframework.data.redis.connection.RedisClusterConnection;

/**
 * A cluster connection by Lettuce's own API, without Spring's templates.
 *
 * @param <T> the type of keys and values
 */
final class LettuceContender<T> implements Contender {

	private final StatefulRedisClusterConnection<T, T> connection;

	private final Function<String, T> text;

	private final Runnable end;

	private LettuceContender(StatefulRedisClusterConnection<T, T> connection, Function<String, T> text, Runnable end) {
		this.connection = connection;
		this.text = text;
		this.end = end;
	}

	/**
	 * Lettuce as it is by itself.
	 * @param seeds nodes of the cluster, each {@code host:port}
	 */
	static LettuceContender<String> plain(List<String> seeds) {
		RedisClusterClient client = RedisClusterClient
			.create(seeds.stream().map((seed) -> RedisURI.create("redis://" + seed)).toList());
		StatefulRedisClusterConnection<String, String> connection = client.connect();
		return new LettuceContender<>(connection, Function.identity(), () -> {
			connection.close();
			client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
		});
	}

	/**
	 * Connect with the Lettuce of this class path, if it is the right one.
	 * @param major its first number
	 */
	static LettuceContender<String> ofVersion(String major, List<String> seeds) {
		String version = LettuceVersion.getVersion();
		if (!version.startsWith(major + ".")) {
			throw new IllegalStateException("this is Lettuce " + version + " and not " + major
					+ "; `mvn -pl benchmarks -am package` puts that beside the classes");
		}
		return plain(seeds);
	}

	/**
	 * Our connection, as {@code getNativeConnection()} gives it to an application.
	 */
	static LettuceContender<byte[]> steadfast(List<String> seeds, List<String> properties) {
		SpringContender spring = SpringContender.steadfast(seeds, properties);
		RedisClusterConnection connection = spring.connectionFactory().getClusterConnection();
		return new LettuceContender<>(stateful(connection.getNativeConnection()),
				(text) -> text.getBytes(StandardCharsets.UTF_8), () -> {
					connection.close();
					spring.close();
				});
	}

	@SuppressWarnings({ "deprecation", "unchecked" }) // as Spring Data does
	private static StatefulRedisClusterConnection<byte[], byte[]> stateful(Object commands) {
		return ((RedisAdvancedClusterAsyncCommands<byte[], byte[]>) commands).getStatefulConnection();
	}

	@Override
	public void get(String key) {
		this.connection.sync().get(this.text.apply(key));
	}

	@Override
	public void set(String key, String value) {
		this.connection.sync().set(this.text.apply(key), this.text.apply(value));
	}

	@Override
	@SuppressWarnings("unchecked") // an array of what the connection takes
	public void multiGet(List<String> keys) {
		this.connection.sync().mget((T[]) keys.stream().map(this.text).toArray(this::array));
	}

	private Object[] array(int length) {
		return (this.text.apply("") instanceof String) ? new String[length] : new byte[length][];
	}

	@Override
	public void pipeline(List<String> keys, String value) {
		RedisClusterAsyncCommands<T, T> async = this.connection.async();
		RedisFuture<?>[] replies = keys.stream()
			.map(this.text)
			.map((key) -> Keys.written() ? async.set(key, this.text.apply(value)) : async.get(key))
			.toArray(RedisFuture[]::new);
		if (!LettuceFutures.awaitAll(5, TimeUnit.SECONDS, replies)) {
			throw new IllegalStateException("a pipeline was not answered within 5 s");
		}
	}

	@Override
	public Mono<?> getLater(String key) {
		return this.connection.reactive().get(this.text.apply(key));
	}

	@Override
	public Mono<?> setLater(String key, String value) {
		return this.connection.reactive().set(this.text.apply(key), this.text.apply(value));
	}

	@Override
	public void close() {
		this.end.run();
	}

}
