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

package io.steadfast.redis.status;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;

/**
 * The circuit breaker of a node.
 *
 * @param name its name in Resilience4j's registry, a number without an address
 * @param state its state
 */
public record BreakerStatus(String name, State state) {

	/** What a node has that no command was ever sent to. */
	public static final BreakerStatus NONE = new BreakerStatus("", State.CLOSED);

	/**
	 * Whether commands are kept from the node.
	 * @return {@code true} in the states OPEN and FORCED_OPEN
	 */
	public boolean isOpen() {
		return this.state == State.OPEN || this.state == State.FORCED_OPEN;
	}

	/**
	 * Whether a change is the begin or the failure of an attempt to reach the node, of
	 * which there are several a second while it stays away.
	 * @param from the state before
	 * @param to the state after
	 * @return {@code false} for all that opens or closes a breaker
	 */
	public static boolean isAttempt(State from, State to) {
		return (from == State.OPEN && to == State.HALF_OPEN) || (from == State.HALF_OPEN && to == State.OPEN);
	}

	/**
	 * Whether the node is not to be had. A breaker is half open several times a second
	 * while its node is tried in vain: that says nothing before a connection is made.
	 * @param connected whether a connection to the node is open
	 * @return {@code true} also in the state HALF_OPEN if there is no connection
	 */
	public boolean isCutOff(boolean connected) {
		return isOpen() || (this.state == State.HALF_OPEN && !connected);
	}

}
