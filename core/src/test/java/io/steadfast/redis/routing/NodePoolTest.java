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
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.NodeBreaker;
import io.steadfast.redis.resilience.Permit;
import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A replica that nobody reads from, because its breaker is open, is found to be back.
 */
class NodePoolTest {

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	private Instant time = Instant.EPOCH;

	private final CircuitBreaker breaker = CircuitBreaker.of("node",
			CircuitBreakerConfig.custom()
				.clock(((InstantSource) () -> this.time).withZone(ZoneOffset.UTC))
				.waitDurationInOpenState(Duration.ofMinutes(1))
				.build());

	private final List<NodeConnection> connecting = new ArrayList<>();

	private final NodePool pool = new NodePool(new Endpoint("node", 1), Access.READ_ONLY, 1, 2,
			() -> new NodeBreaker(this.breaker), new Timer(this.scheduler),
			new Backoff(Duration.ofMillis(10), Duration.ofMillis(200), () -> 0.5), this.connecting::add,
			(stale) -> stale.drain());

	private final long now = System.nanoTime();

	@Test
	void whereTheProbesOfAHalfOpenBreakerTakeTooLongOthersAreLetThrough() {
		NodeBreaker node = this.pool.breaker();
		this.breaker.transitionToOpenState();
		this.breaker.transitionToHalfOpenState();
		for (int i = 0; i < 10; i++) {
			assertThat(node.acquire()).isNotSameAs(Permit.DENIED);
		}
		for (int i = 1; i < 5; i++) {
			this.pool.revisit(this.now + i * 2 * SECOND);
			assertThat(node.acquire()).as("after %d looks", i).isSameAs(Permit.DENIED);
		}

		this.pool.revisit(this.now + 10 * SECOND);

		assertThat(node.acquire()).isNotSameAs(Permit.DENIED);
		assertThat(this.breaker.getState()).isEqualTo(State.HALF_OPEN);
	}

	@AfterEach
	void stop() {
		this.scheduler.shutdownNow();
	}

	@Test
	void aNodeWhoseBreakerIsOpenIsConnectedToOnceASecond() {
		this.pool.revisit(this.now + 2 * SECOND);
		assertThat(this.connecting).as("the breaker is closed").isEmpty();

		this.breaker.transitionToOpenState();
		this.pool.revisit(this.now + 4 * SECOND);
		assertThat(this.connecting).hasSize(1);

		this.connecting.get(0).close(new ConnectionLostException("refused"));
		this.pool.revisit(this.now + 4 * SECOND + SECOND / 2);
		assertThat(this.connecting).as("too early").hasSize(1);
		this.pool.revisit(this.now + 5 * SECOND);
		assertThat(this.connecting).hasSize(2);
	}

	@Test
	void aHandshakeThatSucceedsLetsReadsIn() {
		this.breaker.transitionToOpenState();
		assertThat(this.pool.isFitForReads()).isFalse();
		this.pool.revisit(this.now + 2 * SECOND);
		this.pool.reached(true);
		assertThat(this.pool.isFitForReads()).isTrue();
	}

	@Test
	void aHandshakeThatFailedLongAgoIsForgotten() {
		assertThat(this.pool.wasUnreachable(this.now)).isFalse();
		this.pool.reached(false);
		assertThat(this.pool.stripes().connection(0).health().isTroubled()).isTrue();
		assertThat(this.pool.wasUnreachable(this.now + 4 * SECOND)).isTrue();
		assertThat(this.pool.wasUnreachable(System.nanoTime() + 6 * SECOND)).isFalse();
		this.pool.reached(true);
		assertThat(this.pool.wasUnreachable(System.nanoTime())).isFalse();
	}

	@Test
	void aBreakerThatOpensOverALivingConnectionIsTriedWhenItsTimeIsOver() {
		this.pool.stripes().connection(0).open(new RecordingLink());
		this.breaker.transitionToOpenState();
		this.pool.revisit(this.now + 2 * SECOND);
		assertThat(this.breaker.getState()).as("its time is not over").isEqualTo(State.OPEN);

		this.time = this.time.plus(Duration.ofMinutes(2));
		this.pool.revisit(this.now + 4 * SECOND);
		assertThat(this.breaker.getState()).isEqualTo(State.HALF_OPEN);
	}

}
