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

package io.steadfast.redis.resilience;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What counts for the breaker of a node, and what is given back.
 */
class NodeBreakerTest {

	private static final RuntimeException LOST = new IllegalStateException("lost");

	private final ResiliencePolicies policies = ResiliencePolicies.standalone();

	private final CircuitBreaker breaker = this.policies.breakers()
		.circuitBreaker("redis-node-1", this.policies.breakerConfig());

	private final NodeBreaker node = new NodeBreaker(this.breaker);

	@Test
	void whileAllIsWellNothingIsCounted() {
		assertThat(this.node.acquire()).isSameAs(Permit.NONE_NEEDED);
		this.node.acquire().succeeded();
		assertThat(this.breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
	}

	@Test
	void tenConnectionsInARowThatFailOpenIt() {
		fail(9);
		assertThat(this.node.isOpen()).isFalse();
		fail(1);
		assertThat(this.node.isOpen()).isTrue();
		assertThat(this.node.acquire()).isSameAs(Permit.DENIED);
	}

	@Test
	void aNodeThatIsSilentForTwoSecondsIsOneThatRefusedAllTheTime() {
		this.node.connectionFailed(Duration.ofMillis(150).toNanos(), LOST);
		assertThat(this.breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
		this.node.connectionFailed(Duration.ofSeconds(2).toNanos(), LOST);
		assertThat(this.node.isOpen()).isTrue();
	}

	@Test
	void repliesAreWeighedAgainstFailures() {
		fail(1);
		succeed(20);
		fail(10);
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
		assertThat(this.breaker.getMetrics().getFailureRate()).isBetween(30f, 40f);
	}

	@Test
	void failuresAreForgottenAfterAWhileAndThenNothingIsCountedAnyMore() {
		CircuitBreaker brief = this.policies.breakers()
			.circuitBreaker("brief", CircuitBreakerConfig.custom().slidingWindowSize(5).build());
		NodeBreaker watched = new NodeBreaker(brief);
		watched.connectionFailed(1, LOST);
		for (int i = 0; i < 5; i++) {
			Permit permit = watched.acquire();
			assertThat(permit).isNotSameAs(Permit.NONE_NEEDED);
			permit.succeeded();
		}
		assertThat(watched.acquire()).isSameAs(Permit.NONE_NEEDED);
	}

	@Test
	void inTheHalfOpenStateOnlyProbesCount() {
		Permit old = counted();
		fail(10);
		this.node.connected();
		assertThat(this.breaker.getState()).isEqualTo(State.HALF_OPEN);
		old.succeeded();
		this.node.connectionFailed(1, LOST);
		assertThat(this.breaker.getMetrics().getNumberOfBufferedCalls()).isZero();
		for (int i = 0; i < 3; i++) {
			this.node.acquire().succeeded();
		}
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
	}

	@Test
	void probesThatFailOpenItAgain() {
		fail(10);
		this.node.connected();
		List<Permit> probes = IntStream.range(0, 3).mapToObj((i) -> this.node.acquire()).toList();
		assertThat(this.node.acquire()).isSameAs(Permit.DENIED);
		probes.forEach((probe) -> probe.failed(LOST));
		assertThat(this.breaker.getState()).isEqualTo(State.OPEN);
	}

	@Test
	void tenThousandProbesWithoutAnAnswerLeaveRoomForThoseWithOne() {
		fail(10);
		this.node.connected();
		for (int i = 0; i < 10_000; i++) {
			Permit cancelled = this.node.acquire();
			assertThat(cancelled).isNotSameAs(Permit.DENIED);
			cancelled.released();
			cancelled.released();
			cancelled.succeeded();
		}
		List<Permit> probes = new ArrayList<>();
		for (int i = 0; i < 3; i++) {
			probes.add(this.node.acquire());
		}
		assertThat(this.node.acquire()).isSameAs(Permit.DENIED);
		probes.forEach(Permit::succeeded);
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
	}

	@Test
	void afterItsTimeItLetsProbesThrough() {
		fail(10);
		Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> this.node.acquire() != Permit.DENIED);
		assertThat(this.breaker.getState()).isEqualTo(State.HALF_OPEN);
	}

	@Test
	void whatAnOperatorDecidesHolds() {
		this.breaker.transitionToForcedOpenState();
		assertThat(this.node.acquire()).isSameAs(Permit.DENIED);
		this.node.connected();
		assertThat(this.node.acquire()).isSameAs(Permit.DENIED);
		this.breaker.transitionToDisabledState();
		assertThat(this.node.acquire()).isNotSameAs(Permit.DENIED);
	}

	@Test
	void onceItsNodeIsForgottenItIsClosedForGood() {
		fail(10);
		this.node.end();
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
		fail(10);
		assertThat(this.breaker.getState()).isEqualTo(State.CLOSED);
	}

	private void fail(int times) {
		IntStream.range(0, times).forEach((i) -> this.node.connectionFailed(1, LOST));
	}

	private void succeed(int times) {
		IntStream.range(0, times).forEach((i) -> counted().succeeded());
	}

	private Permit counted() {
		Permit permit = this.node.acquire();
		if (permit == Permit.NONE_NEEDED) {
			fail(1);
			permit = this.node.acquire();
		}
		return permit;
	}

}
