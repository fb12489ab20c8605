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

package io.steadfast.redis.autoconfigure.cache;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.cache.CacheStatistics;
import org.springframework.data.redis.cache.CacheStatisticsCollector;
import org.springframework.data.redis.cache.RedisCacheWriter;

/**
 * A cache writer without which its application can live: while the cluster is away, a
 * read is a miss and a value is not stored. To store if absent, to remove and to clear
 * fail as ever, since whoever calls them relies on what they do. Any thread may call it.
 */
final class FailOpenCacheWriter implements RedisCacheWriter {

	private static final String BREAKER = "the circuit breaker of its node is open";

	private final RedisCacheWriter writer;

	private final OpenBreakers breakers;

	private final CacheBypass bypass;

	FailOpenCacheWriter(RedisCacheWriter writer, OpenBreakers breakers, CacheBypass bypass) {
		this.writer = writer;
		this.breakers = breakers;
		this.bypass = bypass;
	}

	@Override
	public byte @Nullable [] get(String name, byte[] key) {
		return read(name, key, () -> this.writer.get(name, key));
	}

	@Override
	public byte @Nullable [] get(String name, byte[] key, @Nullable Duration ttl) {
		return read(name, key, () -> this.writer.get(name, key, ttl));
	}

	private byte @Nullable [] read(String name, byte[] key, Supplier<byte @Nullable []> read) {
		if (this.breakers.keepFrom(key)) {
			this.bypass.read(name, BREAKER);
			return null;
		}
		try {
			return read.get();
		}
		catch (RuntimeException ex) {
			missed(name, ex);
			return null;
		}
	}

	/**
	 * For {@code @Cacheable(sync = true)}: the value is loaded once, whether the cluster
	 * fails before or after.
	 */
	@Override
	public byte[] get(String name, byte[] key, Supplier<byte[]> valueLoader, @Nullable Duration ttl,
			boolean timeToIdleEnabled) {
		if (this.breakers.keepFrom(key)) {
			this.bypass.read(name, BREAKER);
			return valueLoader.get();
		}
		LoadedOnce value = new LoadedOnce(valueLoader);
		try {
			return this.writer.get(name, key, value, ttl, timeToIdleEnabled);
		}
		catch (RuntimeException ex) {
			missed(name, ex);
			return value.get();
		}
	}

	private void missed(String name, RuntimeException failure) {
		if (!CacheBypass.isFor(failure)) {
			throw failure;
		}
		this.bypass.read(name, String.valueOf(failure.getMessage()));
	}

	@Override
	public boolean supportsAsyncRetrieve() {
		return this.writer.supportsAsyncRetrieve();
	}

	@Override
	public CompletableFuture<byte[]> retrieve(String name, byte[] key, @Nullable Duration ttl) {
		if (this.breakers.keepFrom(key)) {
			this.bypass.read(name, BREAKER);
			return CompletableFuture.completedFuture(null);
		}
		CompletableFuture<byte[]> told = new CompletableFuture<>();
		this.writer.retrieve(name, key, ttl).whenComplete((value, failure) -> {
			if (value != null) {
				told.complete(value);
			}
			else {
				told.completeAsync(() -> nothing(name, failure));
			}
		});
		return told;
	}

	/**
	 * Whoever hears of it runs the method and, if the value is there at once, stores it
	 * with a call that blocks, for the patience while the cluster is away. A thread of
	 * Lettuce would keep everybody's replies waiting meanwhile.
	 */
	private byte @Nullable [] nothing(String name, @Nullable Throwable failure) {
		if (failure != null) {
			missed(name, unwrapped(failure));
		}
		return null;
	}

	@Override
	public void put(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
		if (this.breakers.keepFrom(key)) {
			this.bypass.write(name, BREAKER);
			return;
		}
		try {
			this.writer.put(name, key, value, ttl);
		}
		catch (RuntimeException ex) {
			notStored(name, ex);
		}
	}

	@Override
	public CompletableFuture<Void> store(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
		if (this.breakers.keepFrom(key)) {
			this.bypass.write(name, BREAKER);
			return CompletableFuture.completedFuture(null);
		}
		return this.writer.store(name, key, value, ttl).exceptionally((failure) -> {
			notStored(name, unwrapped(failure));
			return null;
		});
	}

	private void notStored(String name, RuntimeException failure) {
		if (!CacheBypass.isFor(failure)) {
			throw failure;
		}
		this.bypass.write(name, String.valueOf(failure.getMessage()));
	}

	private static RuntimeException unwrapped(Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof RuntimeException runtime) ? runtime : new CompletionException(cause);
	}

	@Override
	public byte @Nullable [] putIfAbsent(String name, byte[] key, byte[] value, @Nullable Duration ttl) {
		return this.writer.putIfAbsent(name, key, value, ttl);
	}

	@Override
	public void remove(String name, byte[] key) {
		this.writer.remove(name, key);
	}

	@Override
	public void clean(String name, byte[] pattern) {
		this.writer.clean(name, pattern);
	}

	@Override
	public void clearStatistics(String name) {
		this.writer.clearStatistics(name);
	}

	@Override
	public RedisCacheWriter withStatisticsCollector(CacheStatisticsCollector collector) {
		return new FailOpenCacheWriter(this.writer.withStatisticsCollector(collector), this.breakers, this.bypass);
	}

	@Override
	public CacheStatistics getCacheStatistics(String cacheName) {
		return this.writer.getCacheStatistics(cacheName);
	}

	/**
	 * A value that is loaded when it is first asked for, by the one thread that asks.
	 */
	private static final class LoadedOnce implements Supplier<byte[]> {

		private final Supplier<byte[]> loader;

		private byte @Nullable [] value;

		LoadedOnce(Supplier<byte[]> loader) {
			this.loader = loader;
		}

		@Override
		public byte[] get() {
			byte[] loaded = this.value;
			if (loaded == null) {
				loaded = this.loader.get();
				this.value = loaded;
			}
			return loaded;
		}

	}

}
