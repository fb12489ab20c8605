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
import java.util.stream.Stream;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One round of a closed loop in which nobody waits: each caller is a chain of commands,
 * the next of which is sent where the reply to the last one arrived. The signals of a
 * chain follow each other, so its latencies have one writer at a time; they are read
 * after the last signal of all.
 *
 * @param load what is asked for, GET and SET
 * @param contender who is asked
 */
record ReactiveRound(Load load, Contender contender) {

	Sample run() {
		List<Latencies> callers = Stream.generate(Latencies::new).limit(this.load.callers()).toList();
		Cost before = Cost.now();
		long start = System.nanoTime();
		long end = start + this.load.duration().toNanos();
		String value = this.load.value();
		Flux.fromIterable(callers)
			.flatMap((own) -> once(own, value).repeat(() -> System.nanoTime() - end < 0), callers.size())
			.blockLast();
		return Latencies.sample(callers, System.nanoTime() - start, before, Cost.now());
	}

	private Mono<?> once(Latencies own, String value) {
		return Mono.defer(() -> {
			long begun = System.nanoTime();
			Mono<?> reply = Keys.written() ? this.contender.setLater(Keys.any(), value)
					: this.contender.getLater(Keys.any());
			return reply.doOnSuccess((ignored) -> own.record(System.nanoTime() - begun));
		});
	}

}
