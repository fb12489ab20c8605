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

package io.steadfast.redis.sample.traffic;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * The commands of the traffic, by the one or the other of Spring's interfaces. A command
 * is sent when its answer is subscribed to. Safe for any thread.
 */
@Component
class Commands {

	/**
	 * Of all keys, so that nobody else's are touched; nothing that Wire takes for an
	 * error.
	 */
	static final String PREFIX = "steadfast.sample:";

	/** What the sample leaves behind is gone after this. */
	static final Duration KEPT = Duration.ofHours(1);

	private final StringRedisTemplate blocking;

	private final ReactiveStringRedisTemplate reactive;

	private final boolean isReactive;

	Commands(StringRedisTemplate blocking, ReactiveStringRedisTemplate reactive, TrafficProperties properties) {
		this.blocking = blocking;
		this.reactive = reactive;
		this.isReactive = properties.style() == TrafficProperties.Style.REACTIVE;
	}

	Mono<String> get(String key) {
		return this.isReactive ? this.reactive.opsForValue().get(key)
				: Mono.fromCallable(() -> this.blocking.opsForValue().get(key));
	}

	Mono<?> set(String key, String value) {
		return this.isReactive ? this.reactive.opsForValue().set(key, value, KEPT)
				: Mono.fromRunnable(() -> this.blocking.opsForValue().set(key, value, KEPT));
	}

	Mono<Long> increment(String key) {
		return this.isReactive ? this.reactive.opsForValue().increment(key)
				: Mono.fromCallable(() -> this.blocking.opsForValue().increment(key));
	}

	Mono<Boolean> keep(String key) {
		return this.isReactive ? this.reactive.expire(key, KEPT)
				: Mono.fromCallable(() -> this.blocking.expire(key, KEPT));
	}

	Mono<List<@Nullable String>> multiGet(List<String> keys) {
		return this.isReactive ? this.reactive.opsForValue().multiGet(keys)
				: Mono.fromCallable(() -> this.blocking.opsForValue().multiGet(keys));
	}

}
