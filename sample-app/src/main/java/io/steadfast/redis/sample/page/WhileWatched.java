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

package io.steadfast.redis.sample.page;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Something that is looked at once a second, once for all who watch, and only while
 * somebody does.
 */
final class WhileWatched {

	static final Duration PERIOD = Duration.ofSeconds(1);

	/** A page that is loaded again does not begin again. */
	static final Duration LINGER = Duration.ofSeconds(5);

	private WhileWatched() {
	}

	/**
	 * Make a stream to be subscribed to by each who watches.
	 * @param <S> what is looked at
	 * @param <T> what is seen
	 * @param begin called when the first one comes
	 * @param look called once a second, by one thread at a time
	 * @param end called when the last one has been gone for {@link #LINGER}
	 * @param scheduler its time and its thread
	 * @return one that drops what a subscriber is too slow for, for this one alone
	 */
	static <S, T> Flux<T> looks(Supplier<S> begin, Function<S, T> look, Consumer<S> end, Scheduler scheduler) {
		return Flux.using(begin::get,
				(watched) -> Flux.interval(PERIOD, scheduler).onBackpressureDrop().map((second) -> look.apply(watched)),
				end)
			.publish()
			.refCount(1, LINGER, scheduler)
			.onBackpressureLatest();
	}

}
