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

package io.steadfast.redis.subscription;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The calls of one subscriber that wait for confirmations. Any thread may add one or end
 * all; the rest is the mailbox's. A call is here before it begins, so that closing can
 * end it; until then no answer is about it. A call ends once: its future sees to that.
 */
final class Operations {

	/**
	 * Runs what depends on a call, which is the application's: never the mailbox.
	 */
	private final Executor callbacks;

	/** Added to by callers, before they look whether the subscriber is closed. */
	private final Set<Operation> waiting = ConcurrentHashMap.newKeySet();

	Operations(Executor callbacks) {
		this.callbacks = callbacks;
	}

	void add(Operation operation) {
		this.waiting.add(operation);
	}

	/**
	 * The mailbox has come to a call.
	 * @return {@code false} if it has failed meanwhile: nothing is to come of it
	 */
	boolean begin(Operation operation) {
		operation.begin();
		return this.waiting.contains(operation);
	}

	/** A subscription is confirmed. */
	void confirmed(Subscription subscription) {
		for (Operation operation : begun()) {
			confirmed(operation, subscription);
		}
	}

	/** A subscription is not wanted any more, by the word of a later call. */
	void overtaken(Subscription subscription, Operation by) {
		for (Operation operation : begun()) {
			if (!operation.equals(by)) {
				confirmed(operation, subscription);
			}
		}
	}

	void confirmed(Operation operation, Subscription subscription) {
		operation.confirmed(subscription);
		finishIfDone(operation);
	}

	void finishIfDone(Operation operation) {
		if (operation.isDone()) {
			finish(operation, (result) -> result.complete(null));
		}
	}

	/** A subscription was refused for good. */
	void refused(Subscription subscription, Throwable failure) {
		for (Operation operation : begun()) {
			if (operation.waitsFor(subscription)) {
				fail(operation, failure);
			}
		}
	}

	void fail(Operation operation, Throwable failure) {
		finish(operation, (result) -> result.completeExceptionally(failure));
	}

	void failAll(Throwable failure) {
		this.waiting.forEach((operation) -> fail(operation, failure));
	}

	List<Operation> overdue(long nowNanos, Duration patience) {
		return this.waiting.stream().filter((operation) -> operation.isOverdue(nowNanos, patience)).toList();
	}

	boolean anybodyWaitsFor(Subscription subscription) {
		return this.waiting.stream().anyMatch((operation) -> operation.waitsFor(subscription));
	}

	private List<Operation> begun() {
		return this.waiting.stream().filter(Operation::hasBegun).toList();
	}

	private void finish(Operation operation, Consumer<CompletableFuture<Void>> end) {
		if (this.waiting.remove(operation)) {
			this.callbacks.execute(() -> end.accept(operation.result()));
		}
	}

}
