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

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.DisposableBean;

/**
 * What was done without the cache, where somebody counts. The counters leave their
 * registry with the context: in one that lives longer, those of the next context would be
 * taken for these.
 */
final class CacheMeters implements MeterBinder, DisposableBean {

	private final CacheBypass bypass;

	/** What removes what was bound; bound and removed by any thread. */
	private final Queue<Runnable> removals = new ConcurrentLinkedQueue<>();

	CacheMeters(CacheBypass bypass) {
		this.bypass = bypass;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		bind(registry, "read", CacheBypass::reads);
		bind(registry, "write", CacheBypass::writes);
	}

	private void bind(MeterRegistry registry, String operation, ToDoubleFunction<CacheBypass> count) {
		FunctionCounter counter = FunctionCounter.builder("steadfast.redis.cache.bypassed", this.bypass, count)
			.description("Operations on caches that were done without, as the cluster was away")
			.tag("operation", operation)
			.register(registry);
		this.removals.add(() -> registry.remove(counter));
	}

	@Override
	public void destroy() {
		this.removals.forEach(Runnable::run);
		this.removals.clear();
	}

}
