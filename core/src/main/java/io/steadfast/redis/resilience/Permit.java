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

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * The permission of one attempt to go to a node, given back exactly once however the
 * attempt ends. Any thread may call it; who comes second does nothing.
 */
public final class Permit {

	/** All is well with the node: nothing is counted. */
	public static final Permit NONE_NEEDED = new Permit(null, false);

	/** The attempt may not go to the node now. */
	public static final Permit DENIED = new Permit(null, false);

	private final @Nullable NodeBreaker breaker;

	private final boolean probe;

	private final long acquiredNanos = System.nanoTime();

	private final AtomicBoolean givenBack = new AtomicBoolean();

	/**
	 * Create a permit.
	 * @param breaker what it is given back to
	 * @param probe whether it is one of few in the half-open state
	 */
	Permit(@Nullable NodeBreaker breaker, boolean probe) {
		this.breaker = breaker;
		this.probe = probe;
	}

	/**
	 * The node has answered, whatever it said.
	 */
	public void succeeded() {
		if (this.breaker != null && this.givenBack.compareAndSet(false, true)) {
			this.breaker.succeeded(this.probe, elapsed());
		}
	}

	/**
	 * The node has not answered, because the connection to it ended.
	 * @param cause what ended it
	 */
	public void failed(Throwable cause) {
		if (this.breaker != null && this.givenBack.compareAndSet(false, true) && this.probe) {
			this.breaker.failed(elapsed(), cause);
		}
	}

	/**
	 * Nothing was learned of the node: the caller went away or was told something else.
	 */
	public void released() {
		if (this.breaker != null && this.givenBack.compareAndSet(false, true) && this.probe) {
			this.breaker.released();
		}
	}

	private long elapsed() {
		return System.nanoTime() - this.acquiredNanos;
	}

}
