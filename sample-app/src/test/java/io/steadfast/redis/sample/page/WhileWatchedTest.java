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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WhileWatched}.
 */
class WhileWatchedTest {

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger looked = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	private final Flux<Integer> looks = WhileWatched.looks(this.begun::incrementAndGet,
			(watched) -> this.looked.incrementAndGet(), (watched) -> this.ended.incrementAndGet(), this.time);

	@AfterEach
	void end() {
		Schedulers.resetFactory();
	}

	@Test
	void nobodyLooksWhereNobodyWatches() {
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.begun).hasValue(0);
		assertThat(this.looked).hasValue(0);
	}

	@Test
	void allWhoWatchShareOneLookASecond() {
		List<Integer> first = new ArrayList<>();
		List<Integer> second = new ArrayList<>();
		this.looks.subscribe(first::add);
		this.looks.subscribe(second::add);
		this.time.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(first).containsExactly(1, 2, 3).isEqualTo(second);
		assertThat(this.begun).hasValue(1);
	}

	@Test
	void theLastOneToGoEndsIt() {
		Disposable first = this.looks.subscribe();
		Disposable second = this.looks.subscribe();
		first.dispose();
		this.time.advanceTimeBy(Duration.ofSeconds(10));
		assertThat(this.ended).hasValue(0);
		second.dispose();
		this.time.advanceTimeBy(WhileWatched.LINGER);
		int lookedUntilThen = this.looked.get();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.ended).hasValue(1);
		assertThat(this.looked).hasValue(lookedUntilThen);
	}

	@Test
	void aPageThatIsLoadedAgainFindsWhatItLeft() {
		this.looks.subscribe().dispose();
		this.time.advanceTimeBy(WhileWatched.LINGER.minusMillis(1));
		this.looks.subscribe();
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(this.begun).hasValue(1);
		assertThat(this.ended).hasValue(0);
	}

	@Test
	void whoComesLaterBeginsAfresh() {
		this.looks.subscribe().dispose();
		this.time.advanceTimeBy(WhileWatched.LINGER);
		this.looks.subscribe();
		assertThat(this.begun).hasValue(2);
		assertThat(this.ended).hasValue(1);
	}

}
