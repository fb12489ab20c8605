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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.steadfast.redis.CommandHistory;
import io.steadfast.redis.PatienceExhaustedException;

/**
 * One call of subscribe or unsubscribe, until each of its names is confirmed. It is made
 * by its caller and begins when the mailbox comes to it: what happens in between is about
 * earlier calls. Its result may be completed by any thread; the rest is the mailbox's.
 */
final class Operation {

	private final String command;

	private final Set<Subscription> left;

	private final long startedNanos = System.nanoTime();

	private final CompletableFuture<Void> result = new CompletableFuture<>();

	/** Written once, and read, by the mailbox alone. */
	private boolean begun;

	Operation(String command, Collection<Subscription> subscriptions) {
		this.command = command;
		this.left = new LinkedHashSet<>(subscriptions);
	}

	CompletableFuture<Void> result() {
		return this.result;
	}

	void begin() {
		this.begun = true;
	}

	/**
	 * Whether this call has said what it wants, so that an answer can be about it.
	 */
	boolean hasBegun() {
		return this.begun;
	}

	/**
	 * The names that are not confirmed.
	 */
	List<Subscription> left() {
		return List.copyOf(this.left);
	}

	boolean waitsFor(Subscription subscription) {
		return this.left.contains(subscription);
	}

	void include(Collection<Subscription> subscriptions) {
		this.left.addAll(subscriptions);
	}

	void confirmed(Subscription subscription) {
		this.left.remove(subscription);
	}

	boolean isDone() {
		return this.left.isEmpty();
	}

	boolean isOverdue(long nowNanos, Duration patience) {
		return nowNanos - this.startedNanos >= patience.toNanos();
	}

	PatienceExhaustedException overdue(String node, long nowNanos) {
		int slot = this.left.stream()
			.filter(Subscription::isSharded)
			.mapToInt(Subscription::slot)
			.findFirst()
			.orElse(-1);
		CommandHistory history = new CommandHistory(this.command, slot, node, "none", 1, List.of(),
				Duration.ofNanos(nowNanos - this.startedNanos));
		return new PatienceExhaustedException(history, "no node confirmed " + this.left.size()
				+ " of its names. Look at the nodes that the topology names, and at the network to them", null);
	}

}
