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

import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Level;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.VirtualScheduler;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeBreakers}: what the log tells of them.
 */
class NodeBreakersTest {

	private static final Endpoint NODE = new Endpoint("node", 6379);

	@AutoClose
	private final CapturedLog log = CapturedLog.of(NodeBreakers.class);

	@Test
	void theLogTellsWhenABreakerOpensAndClosesAndNotEachAttemptInBetween() {
		ResiliencePolicies policies = ResiliencePolicies.standalone();
		String name = new NodeBreakers(policies).of(NODE).name();
		CircuitBreaker breaker = policies.breakers().circuitBreaker(name);
		for (int i = 0; i < 3; i++) {
			breaker.transitionToOpenState();
			breaker.transitionToHalfOpenState();
		}
		breaker.transitionToClosedState();
		assertThat(told()).containsExactly("The circuit breaker redis-node-1 of node:6379 is OPEN now",
				"The circuit breaker redis-node-1 of node:6379 is CLOSED now");
		breaker.transitionToForcedOpenState();
		assertThat(told()).hasSize(3);
	}

	@Test
	void whatIsAskedForAfterTheEndStaysOutOfTheRegistry() {
		ResiliencePolicies policies = ResiliencePolicies.standalone();
		NodeConnections connections = TestConnections.over(
				(endpoint, access, onEnd) -> CompletableFuture.failedFuture(new ConnectException()),
				new NodeBreakers(policies), new VirtualScheduler());
		connections.close();

		NodePool late = connections.pool(NODE, Access.BESIDE);

		assertThat(late.breaker().isEnded()).isTrue();
		assertThat(policies.breakers().getAllCircuitBreakers()).isEmpty();
	}

	private List<String> told() {
		return this.log.messages(Level.INFO);
	}

}
