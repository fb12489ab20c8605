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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the application wants to hear, and where each of it is. The mailbox's, but for the
 * numbers, which any thread may ask for.
 */
final class Wishes {

	/** In the order in which they came. */
	private final Map<Subscription, Placed> placed = new LinkedHashMap<>();

	/** Written by the mailbox. */
	private volatile int interrupted;

	/** Written by the mailbox. */
	private volatile int total;

	Placed add(Subscription subscription) {
		return this.placed.computeIfAbsent(subscription, Placed::new);
	}

	@Nullable Placed remove(Subscription subscription) {
		return this.placed.remove(subscription);
	}

	@Nullable Placed get(Subscription subscription) {
		return this.placed.get(subscription);
	}

	void clear() {
		this.placed.clear();
	}

	Collection<Placed> all() {
		return this.placed.values();
	}

	Collection<Subscription> names() {
		return this.placed.keySet();
	}

	List<Subscription> ofKind(SubscriptionKind kind) {
		return this.placed.keySet().stream().filter((subscription) -> subscription.kind() == kind).toList();
	}

	boolean wasEverCarried(Subscription subscription) {
		Placed known = this.placed.get(subscription);
		return known != null && known.wasEverCarried();
	}

	void count() {
		this.total = this.placed.size();
		this.interrupted = (int) this.placed.values().stream().filter(Placed::isInterrupted).count();
	}

	int total() {
		return this.total;
	}

	int interrupted() {
		return this.interrupted;
	}

}
