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
import java.util.function.Supplier;

import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The connections that Spring's factory shares among all calls, kept so that a call need
 * not ask for one under the lock of the factory, twice. Any thread may call it.
 */
final class SharedConnections {

	private final LettuceConnectionFactory factory;

	private final KeptConnection<StatefulRedisClusterConnection<byte[], byte[]>> blocking = new KeptConnection<>();

	private final KeptConnection<StatefulConnection<ByteBuffer, ByteBuffer>> reactive = new KeptConnection<>();

	/**
	 * Keep the connections of a factory.
	 * @param factory says whether connections are shared, and validated each time
	 */
	SharedConnections(LettuceConnectionFactory factory) {
		this.factory = factory;
	}

	/**
	 * The connection of the imperative API.
	 * @param spring asks Spring, under its lock
	 * @return {@code null} if Spring shares none
	 */
	@Nullable StatefulRedisClusterConnection<byte[], byte[]> blocking(
			Supplier<@Nullable StatefulRedisClusterConnection<byte[], byte[]>> spring) {
		return areKept() ? this.blocking.get(spring) : spring.get();
	}

	/**
	 * The connection of the reactive API.
	 * @param spring asks Spring, under its lock
	 * @return {@code null} if Spring shares none
	 */
	@Nullable StatefulConnection<ByteBuffer, ByteBuffer> reactive(
			Supplier<@Nullable StatefulConnection<ByteBuffer, ByteBuffer>> spring) {
		return areKept() ? this.reactive.get(spring) : spring.get();
	}

	private boolean areKept() {
		return this.factory.getShareNativeConnection() && !this.factory.getValidateConnection();
	}

	/**
	 * Let Spring give its connections up, and keep them no longer.
	 * @param reset after which Spring has others
	 */
	void forgetAfter(Runnable reset) {
		try {
			reset.run();
		}
		finally {
			this.blocking.forget();
			this.reactive.forget();
		}
	}

}
