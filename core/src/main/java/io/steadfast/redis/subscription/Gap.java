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
import java.util.HashSet;
import java.util.Set;

import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.topology.Endpoint;

/**
 * An interruption that is not over: what was carried by one link, until the last of it is
 * confirmed elsewhere. The mailbox's alone.
 */
final class Gap {

	private final SubscriptionGap.Reason reason;

	private final SubscriptionLink link;

	private final long sinceNanos;

	private Endpoint to;

	private int missing;

	/** Some are interrupted again before all are back. */
	private final Set<Subscription> recovered = new HashSet<>();

	/**
	 * Begin.
	 * @param reason why
	 * @param link what carried the subscriptions
	 * @param sinceNanos since when it is not to be relied on
	 */
	Gap(SubscriptionGap.Reason reason, SubscriptionLink link, long sinceNanos) {
		this.reason = reason;
		this.link = link;
		this.sinceNanos = sinceNanos;
		this.to = link.endpoint();
	}

	SubscriptionLink link() {
		return this.link;
	}

	SubscriptionGap.Reason reason() {
		return this.reason;
	}

	void join() {
		this.missing++;
	}

	void recovered(Subscription subscription, Endpoint endpoint) {
		this.to = endpoint;
		this.missing--;
		this.recovered.add(subscription);
	}

	/** Nobody waits for one of the subscriptions any more. */
	void left() {
		this.missing--;
	}

	boolean isOver() {
		return this.missing == 0;
	}

	/**
	 * Whether anybody can have missed anything.
	 */
	boolean concernedSomebody() {
		return !this.recovered.isEmpty();
	}

	SubscriptionGap toEvent(long nowNanos) {
		return new SubscriptionGap(this.reason, this.link.endpoint().toString(), this.to.toString(),
				this.recovered.size(), Duration.ofNanos(nowNanos - this.sinceNanos));
	}

}
