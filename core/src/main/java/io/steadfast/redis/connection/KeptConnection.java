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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The connection that Spring Data shares among all calls, kept so that a call takes it
 * with two volatile reads and not under the lock of the factory, twice. Any thread may
 * call it.
 *
 * @param <C> type of the connection
 */
final class KeptConnection<C> {

	/**
	 * Replaced by {@link #forget()}. Who looked a connection up before that writes it to
	 * the place that nobody reads any more.
	 */
	private volatile Place<C> place = new Place<>();

	/**
	 * The connection that is kept, or the one that Spring shares at this moment.
	 * @param shared asks Spring, under its lock
	 * @return {@code null} only if Spring shares none
	 */
	@Nullable C get(Supplier<? extends @Nullable C> shared) {
		Place<C> current = this.place;
		C kept = current.connection;
		if (kept == null) {
			kept = shared.get();
			current.connection = kept;
		}
		return kept;
	}

	/**
	 * Ask Spring again next time; called after Spring has given its connection up.
	 */
	void forget() {
		this.place = new Place<>();
	}

	/**
	 * Where the connection is kept.
	 *
	 * @param <C> type of the connection
	 */
	private static final class Place<C> {

		/** Written by any thread that found none here. */
		private volatile @Nullable C connection;

	}

}
