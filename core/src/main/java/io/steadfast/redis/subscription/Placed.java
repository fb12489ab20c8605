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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import io.steadfast.redis.topology.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of one subscriber and where it is. The mailbox's alone.
 */
final class Placed {

	private final Subscription subscription;

	/** The link whose confirmation is awaited. */
	private @Nullable SubscriptionLink asked;

	/** The link that confirmed it last and is not known to be lost. */
	private @Nullable SubscriptionLink carrier;

	private @Nullable Gap gap;

	private boolean everCarried;

	private int refusals;

	/**
	 * Who refused it, or took it away, and until when they are not asked; others may be
	 * asked at once. Two nodes that name each other are both here, and a new connection
	 * to them does not help.
	 */
	private final Map<Endpoint, Long> unwilling = new HashMap<>();

	private boolean revoked;

	Placed(Subscription subscription) {
		this.subscription = subscription;
	}

	Subscription subscription() {
		return this.subscription;
	}

	@Nullable SubscriptionLink asked() {
		return this.asked;
	}

	@Nullable SubscriptionLink carrier() {
		return this.carrier;
	}

	@Nullable Gap gap() {
		return this.gap;
	}

	boolean isAskedOf(SubscriptionLink link) {
		return link.equals(this.asked);
	}

	boolean isCarriedBy(SubscriptionLink link) {
		return link.equals(this.carrier);
	}

	/**
	 * Whether nothing is to be done.
	 * @param target where it belongs, {@code null} if that is not known
	 */
	boolean isSettledAt(@Nullable SubscriptionLink target) {
		return target != null && isCarriedBy(target);
	}

	void addLinksTo(Set<SubscriptionLink> links) {
		if (this.asked != null) {
			links.add(this.asked);
		}
		if (this.carrier != null) {
			links.add(this.carrier);
		}
	}

	boolean isInterrupted() {
		return this.carrier == null || this.gap != null;
	}

	boolean wasEverCarried() {
		return this.everCarried;
	}

	boolean mayAsk(SubscriptionLink link, long nowNanos) {
		Long untilNanos = this.unwilling.get(link.endpoint());
		return untilNanos == null || nowNanos - untilNanos >= 0;
	}

	void ask(SubscriptionLink link) {
		this.asked = link;
	}

	void confirm(SubscriptionLink link) {
		this.asked = null;
		this.carrier = link;
		this.unwilling.clear();
		this.revoked = false;
		this.everCarried = true;
		this.refusals = 0;
	}

	/**
	 * A node refused it for the moment.
	 * @return how often in a row, 0 for the first time
	 */
	int refuse() {
		this.asked = null;
		return this.refusals++;
	}

	/** Its node took it away: somebody else must own its slot. */
	void revoke(SubscriptionLink link, long nowNanos, Duration pause) {
		avoid(link, nowNanos, pause.toNanos());
		this.revoked = true;
	}

	boolean isRevoked() {
		return this.revoked;
	}

	void avoid(SubscriptionLink link, long nowNanos, long pauseNanos) {
		this.unwilling.values().removeIf((untilNanos) -> nowNanos - untilNanos >= 0);
		this.unwilling.put(link.endpoint(), nowNanos + pauseNanos);
		this.revoked = false;
	}

	/**
	 * A link is lost, or does not serve it any more.
	 */
	void lose(SubscriptionLink link) {
		this.asked = isAskedOf(link) ? null : this.asked;
		this.carrier = isCarriedBy(link) ? null : this.carrier;
	}

	/**
	 * Nobody wants it any more: what a node still says about it is not for this.
	 */
	void abandon() {
		this.asked = null;
		this.carrier = null;
	}

	void enter(Gap entered) {
		this.gap = entered;
		entered.join();
	}

	void leaveGap() {
		this.gap = null;
	}

}
