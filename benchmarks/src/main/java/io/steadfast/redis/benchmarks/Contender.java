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

import java.util.List;

import reactor.core.publisher.Mono;

/**
 * A client under load; any thread may use it.
 */
interface Contender extends AutoCloseable {

	void get(String key);

	void set(String key, String value);

	default void multiGet(List<String> keys) {
		throw new UnsupportedOperationException("no MGET over several shards");
	}

	/**
	 * Send commands together and wait for all replies.
	 * @param keys one for each command
	 * @param value what those that {@link Keys#written() are written} get
	 */
	default void pipeline(List<String> keys, String value) {
		throw new UnsupportedOperationException("no pipeline over several shards");
	}

	default Mono<?> getLater(String key) {
		throw new UnsupportedOperationException("not reactive");
	}

	default Mono<?> setLater(String key, String value) {
		throw new UnsupportedOperationException("not reactive");
	}

	@Override
	void close();

}
