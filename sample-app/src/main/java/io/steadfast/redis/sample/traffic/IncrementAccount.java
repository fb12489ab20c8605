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

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import reactor.core.publisher.Mono;

/**
 * Keeps book of increments on counters of its own: how many were begun, acknowledged with
 * which value, and for certain not executed. Safe for any thread, also while it is being
 * balanced.
 */
public final class IncrementAccount {

	static final int COUNTERS = 16;

	private static final int BETWEEN_KEEPINGS = 100;

	private final String prefix = Commands.PREFIX + "count:" + UUID.randomUUID() + ":";

	private final AtomicLongArray begun = new AtomicLongArray(COUNTERS);

	private final AtomicLongArray notExecuted = new AtomicLongArray(COUNTERS);

	private final List<Acknowledgements> acknowledged = Stream.generate(Acknowledgements::new).limit(COUNTERS).toList();

	Mono<Long> increment(Commands commands, int counter) {
		return Mono.defer(() -> {
			this.begun.incrementAndGet(counter);
			return commands.increment(key(counter));
		})
			.switchIfEmpty(Mono.error(() -> new OperationMix.WrongAnswerException("INCR was answered with nothing")))
			.doOnNext((value) -> this.acknowledged.get(counter).add(value, System.nanoTime()))
			.doOnError((failure) -> failed(counter, failure))
			.flatMap((value) -> (value % BETWEEN_KEEPINGS == 1) ? commands.keep(key(counter)).thenReturn(value)
					: Mono.just(value));
	}

	private void failed(int counter, Throwable failure) {
		if (failure instanceof RuntimeException ex && Fate.of(ex) == Fate.NOT_EXECUTED) {
			this.notExecuted.incrementAndGet(counter);
		}
	}

	String key(int counter) {
		return this.prefix + counter;
	}

	/**
	 * The counters.
	 * @return their keys
	 */
	public List<String> keys() {
		return IntStream.range(0, COUNTERS).mapToObj(this::key).toList();
	}

	/**
	 * Compare the book with the counters. Increments that are still under way count as
	 * ambiguous: acknowledgements are read before the counters, the others after them.
	 * @param counter reads a counter by its key, 0 if it does not exist
	 * @return the balance over all counters
	 */
	public IncrementBalance balance(ToLongFunction<String> counter) {
		IncrementBalance total = IncrementBalance.EMPTY;
		for (int i = 0; i < COUNTERS; i++) {
			Acknowledgements answers = this.acknowledged.get(i).copy();
			long value = counter.applyAsLong(key(i));
			long most = this.begun.get(i) - this.notExecuted.get(i);
			long lost = answers.takenBack(key(i), value).size();
			total = total.plus(IncrementBalance.of(answers.count(), value, most - answers.count(), lost));
		}
		return total;
	}

	/**
	 * The increments that the server acknowledged and took back: it gave their value to a
	 * later caller too, or ended below it.
	 * @param counter reads a counter by its key, 0 if it does not exist
	 * @return each with its proof
	 */
	public List<LostIncrement> takenBack(ToLongFunction<String> counter) {
		List<LostIncrement> lost = new ArrayList<>();
		for (int i = 0; i < COUNTERS; i++) {
			Acknowledgements answers = this.acknowledged.get(i).copy();
			lost.addAll(answers.takenBack(key(i), counter.applyAsLong(key(i))));
		}
		return lost;
	}

}
