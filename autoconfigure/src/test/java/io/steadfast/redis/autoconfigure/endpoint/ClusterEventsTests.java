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

package io.steadfast.redis.autoconfigure.endpoint;

import java.time.Clock;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which of the things that happen to a cluster are remembered.
 */
class ClusterEventsTests {

	private static final Endpoint NODE = new Endpoint("node", 6379);

	private final ClusterEvents events = new ClusterEvents(Clock.systemUTC());

	@Test
	void ofANodeThatIsTriedInVainForLongTheBeginningIsRememberedAndTheEnd() {
		changed(State.CLOSED, State.OPEN);
		for (int i = 0; i < 100; i++) {
			changed(State.OPEN, State.HALF_OPEN);
			changed(State.HALF_OPEN, State.OPEN);
		}
		changed(State.OPEN, State.HALF_OPEN);
		changed(State.HALF_OPEN, State.CLOSED);
		assertThat(this.events.last()).extracting(ClusterEvent::what)
			.containsExactly("breaker redis-node-1 of node:6379: HALF_OPEN -> CLOSED",
					"breaker redis-node-1 of node:6379: CLOSED -> OPEN");
	}

	private void changed(State from, State to) {
		this.events.breakerChanged(NODE, "redis-node-1", from, to);
	}

}
