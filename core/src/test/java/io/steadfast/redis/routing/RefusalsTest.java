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

package io.steadfast.redis.routing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who says that the cluster is down.
 */
class RefusalsTest {

	private static final Endpoint FIRST = new Endpoint("first", 6379);

	private static final Endpoint SECOND = new Endpoint("second", 6379);

	private final AtomicLong now = new AtomicLong(-5);

	private final Refusals refusals = new Refusals(this.now::get);

	@Test
	void whoSaysItTwiceIsStillAlone() {
		assertThat(this.refusals.isAlone(FIRST)).isTrue();
		assertThat(this.refusals.isAlone(FIRST)).isTrue();
	}

	@Test
	void whatTwoSayConcernsEverybody() {
		this.refusals.isAlone(FIRST);
		assertThat(this.refusals.isAlone(SECOND)).isFalse();
		assertThat(this.refusals.isAlone(FIRST)).isFalse();
	}

	@Test
	void whatIsSaidForAMomentDoesNotLast() {
		assertThat(this.refusals.lasts(FIRST)).isFalse();
		this.now.addAndGet(Duration.ofMillis(100).toNanos());
		assertThat(this.refusals.lasts(FIRST)).isFalse();
		assertThat(this.refusals.lasts(SECOND)).isFalse();
		this.now.addAndGet(Duration.ofMillis(100).toNanos());
		assertThat(this.refusals.lasts(FIRST)).isTrue();
		assertThat(this.refusals.lasts(SECOND)).isFalse();
	}

	@Test
	void whoHasServedSinceBeginsAnew() {
		this.refusals.lasts(FIRST);
		this.now.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(this.refusals.lasts(FIRST)).isFalse();
	}

	@Test
	void whatTheOtherSaidLongAgoIsForgotten() {
		this.refusals.isAlone(FIRST);
		this.now.addAndGet(Duration.ofSeconds(2).toNanos());
		assertThat(this.refusals.isAlone(SECOND)).isTrue();
	}

}
