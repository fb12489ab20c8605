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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import io.lettuce.core.api.AsyncCloseable;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Lettuce's own that the first use opens. Any thread may call it.
 *
 * @param <C> type of the connection
 */
final class LazyConnection<C extends AsyncCloseable> {

	private final Supplier<CompletableFuture<C>> plainLettuce;

	/**
	 * Set once, by the first thread that asks; later ones wait for the same connection.
	 */
	private final AtomicReference<@Nullable CompletableFuture<C>> connection = new AtomicReference<>();

	LazyConnection(Supplier<CompletableFuture<C>> plainLettuce) {
		this.plainLettuce = plainLettuce;
	}

	/**
	 * The connection; opened by the first call, which blocks for it.
	 * @return Lettuce's own connection
	 */
	C get() {
		CompletableFuture<C> existing = this.connection.get();
		if (existing != null) {
			return existing.join();
		}
		CompletableFuture<C> ours = new CompletableFuture<>();
		CompletableFuture<C> winner = this.connection.compareAndExchange(null, ours);
		if (winner != null) {
			return winner.join();
		}
		this.plainLettuce.get().whenComplete((opened, failure) -> {
			if (failure == null) {
				ours.complete(opened);
			}
			else {
				this.connection.set(null);
				ours.completeExceptionally(failure);
			}
		});
		return ours.join();
	}

	void close() {
		CompletableFuture<C> existing = this.connection.getAndSet(null);
		if (existing != null) {
			existing.thenAccept(AsyncCloseable::closeAsync);
		}
	}

}
