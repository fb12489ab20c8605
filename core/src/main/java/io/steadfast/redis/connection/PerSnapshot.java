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

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Something that is computed from a snapshot and kept until the next one. Any thread may
 * ask; two that ask at the same time for a new snapshot may both compute.
 */
final class PerSnapshot<T> {

	private final Function<TopologySnapshot, T> function;

	/**
	 * The last result; a thread that puts an older one in its place costs a computation.
	 */
	private final AtomicReference<@Nullable Result<T>> last = new AtomicReference<>();

	PerSnapshot(Function<TopologySnapshot, T> function) {
		this.function = function;
	}

	T of(TopologySnapshot snapshot) {
		Result<T> known = this.last.get();
		if (known != null && known.version() == snapshot.version()) {
			return known.value();
		}
		Result<T> fresh = new Result<>(snapshot.version(), this.function.apply(snapshot));
		this.last.set(fresh);
		return fresh.value();
	}

	/**
	 * A result and the version of the snapshot it came from.
	 *
	 * @param version of the snapshot
	 * @param value what was computed
	 */
	private record Result<T>(long version, T value) {
	}

}
