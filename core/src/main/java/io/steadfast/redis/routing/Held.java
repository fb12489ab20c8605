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

import io.steadfast.redis.NodeFault;
import io.steadfast.redis.resilience.NodeBreaker;
import io.steadfast.redis.topology.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Why a command was not given to a connection although there is a node for it. Without a
 * stack, since it is made for many commands while there is trouble.
 */
final class Held extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient @Nullable Endpoint openBreaker;

	private Held(String message, @Nullable Throwable cause, @Nullable Endpoint openBreaker) {
		super(message, cause, false, false);
		this.openBreaker = openBreaker;
	}

	static Held byBreaker(NodeBreaker breaker, Endpoint endpoint) {
		String what = "the circuit breaker " + breaker.name() + " of " + endpoint + " is open";
		Throwable cause = breaker.lastFailure();
		return (cause != null)
				? new Held(what + " (" + NodeFault.of(endpoint.toString(), cause).detail() + ")", cause, endpoint)
				: new Held(what, null, endpoint);
	}

	static Held byBudget() {
		return new Held("more is being repeated than the cluster should be burdened with", null, null);
	}

	/**
	 * The node whose breaker is open.
	 * @return {@code null} if it is held for another reason
	 */
	@Nullable Endpoint openBreaker() {
		return this.openBreaker;
	}

}
