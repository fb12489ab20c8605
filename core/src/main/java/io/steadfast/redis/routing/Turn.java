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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The place of a connection in the order of those to its node: one that takes the place
 * of another that works begins when that has ended, so that commands of one caller do not
 * overtake each other. Any thread may call it.
 */
final class Turn {

	/** A node that owes a reply for longer may owe it for ever. */
	private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final CompletableFuture<Void> over = new CompletableFuture<>();

	/** Written before the connection is shared. */
	private CompletableFuture<Void> begin = CompletableFuture.completedFuture(null);

	/**
	 * Begin when another turn is over. Called before the connection is shared.
	 * @param predecessor the turn of a connection that is about to drain
	 */
	void follow(Turn predecessor) {
		this.begin = predecessor.over.copy();
	}

	/**
	 * Open the connection when its turn has come, or has been waited for too long; at
	 * once if there is nothing to wait for.
	 * @param timer ends the waiting
	 * @param opening run once, by the thread that ends the other turn or by the timer's
	 */
	void await(Timer timer, Runnable opening) {
		if (!this.begin.isDone()) {
			timer.after(LONGEST_WAIT_NANOS, () -> this.begin.complete(null));
		}
		this.begin.thenRun(opening);
	}

	/** The connection has ended: nothing of it is under way any more. */
	void end() {
		this.over.complete(null);
	}

}
