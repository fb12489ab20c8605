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

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.steadfast.redis.routing.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * A breaker that has something to watch for is watched, whoever comes last: failures,
 * replies and an operator at the same time. By stress, not by the model checker: that one
 * takes minutes to look through Resilience4j, and cannot read its table of transitions.
 */
public class NodeBreakerLincheckTest {

	private static final RuntimeException LOST = new IllegalStateException("lost");

	private final CircuitBreaker breaker = CircuitBreaker.of("node",
			CircuitBreakerConfig.custom()
				.slidingWindowSize(2)
				.minimumNumberOfCalls(2)
				.failureRateThreshold(100)
				.build());

	private final NodeBreaker node = new NodeBreaker(this.breaker);

	@Operation
	public void connectionFails() {
		this.node.connectionFailed(1, LOST);
	}

	@Operation
	public void commandIsAnswered() {
		this.node.acquire().succeeded();
	}

	@Operation
	public void operatorOpens() {
		change(this.breaker::transitionToOpenState);
	}

	@Operation
	public void operatorCloses() {
		change(this.breaker::transitionToClosedState);
	}

	@Operation
	public void nodeIsConnectedTo() {
		this.node.connected();
	}

	private static void change(Runnable transition) {
		try {
			transition.run();
		}
		catch (IllegalStateTransitionException ex) {
			// somebody else was faster
		}
	}

	@Validate
	public void isWatchedIfThereIsSomethingToWatchFor() {
		boolean something = this.breaker.getState() != State.CLOSED
				|| this.breaker.getMetrics().getNumberOfFailedCalls() > 0;
		if (something && this.node.acquire() == Permit.NONE_NEEDED) {
			throw new IllegalStateException("nobody watches a breaker that is " + this.breaker.getState());
		}
	}

	@Test
	void aFailureBesideTheReplyThatOutweighsTheLastOne() {
		new StressOptions()
			.addCustomScenario(
					new Scenario(NodeBreakerLincheckTest.class).before("connectionFails", "commandIsAnswered")
						.thread("commandIsAnswered")
						.thread("connectionFails")
						.build())
			.iterations(0)
			.invocationsPerIteration(20_000)
			.sequentialSpecification(Unspecified.class)
			.check(NodeBreakerLincheckTest.class);
	}

	@Test
	void anOperatorBesideConnectionsAndReplies() {
		new StressOptions().threads(2)
			.actorsPerThread(3)
			.iterations(20)
			.invocationsPerIteration(1000)
			.sequentialSpecification(Unspecified.class)
			.check(NodeBreakerLincheckTest.class);
	}

	/** Every operation returns nothing, so any order of them is the right one. */
	public static class Unspecified {

		public void connectionFails() {
		}

		public void commandIsAnswered() {
		}

		public void operatorOpens() {
		}

		public void operatorCloses() {
		}

		public void nodeIsConnectedTo() {
		}

	}

}
