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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;

/**
 * Lettuce's node selection API ({@code nodes(predicate)}), which only Lettuce's own
 * connection can serve: the first use opens one, beside ours. Spring Data never does.
 */
final class LettuceNodeSelection<K, V> {

	private static final Set<String> SELECTIONS = Set.of("nodes", "readonly");

	private final LazyConnection<StatefulRedisClusterConnection<K, V>> plainLettuce;

	LettuceNodeSelection(Supplier<CompletableFuture<StatefulRedisClusterConnection<K, V>>> plainLettuce) {
		this.plainLettuce = new LazyConnection<>(plainLettuce);
	}

	static boolean isSelection(Method method) {
		return method.getParameterCount() > 0 && SELECTIONS.contains(method.getName());
	}

	/**
	 * The connection behind the selections; opened by the first call, which blocks for
	 * it.
	 * @return Lettuce's own connection
	 */
	StatefulRedisClusterConnection<K, V> connection() {
		return this.plainLettuce.get();
	}

	Object sync(Method method, Object[] arguments) throws Throwable {
		try {
			return method.invoke(connection().sync(), arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	void close() {
		this.plainLettuce.close();
	}

}
