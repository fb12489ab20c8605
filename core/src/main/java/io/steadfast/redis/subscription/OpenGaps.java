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

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.SubscriptionGap.Reason;

/**
 * The interruptions of one subscriber that are not over: one for each link and reason,
 * whatever number of subscriptions it concerns. The mailbox's alone.
 */
final class OpenGaps {

	private final Consumer<SubscriptionGap> told;

	private final List<Gap> open = new ArrayList<>();

	OpenGaps(Consumer<SubscriptionGap> told) {
		this.told = told;
	}

	/**
	 * A subscription is interrupted; nothing happens if it is already.
	 * @param subscription the subscription
	 * @param link what carried it
	 * @param reason why it does not, or will not for long
	 * @param sinceNanos since when
	 */
	void enter(Placed subscription, SubscriptionLink link, Reason reason, long sinceNanos) {
		if (subscription.gap() == null) {
			subscription.enter(gapOf(link, reason, sinceNanos));
		}
	}

	/**
	 * A subscription moves while its link still carries it.
	 * @param subscription the subscription
	 * @param from what carries it
	 * @param to what is going to
	 * @param nowNanos the time
	 */
	void move(Placed subscription, SubscriptionLink from, SubscriptionLink to, long nowNanos) {
		if (from.node().isSameNodeAs(to.node())) {
			enter(subscription, from, Reason.RENEWED, nowNanos);
		}
		else {
			enter(subscription, from, subscription.subscription().isSharded() ? Reason.SLOT_MOVED : Reason.NODE_LEFT,
					nowNanos);
		}
	}

	private Gap gapOf(SubscriptionLink link, Reason reason, long sinceNanos) {
		for (Gap gap : this.open) {
			if (gap.link().equals(link) && gap.reason() == reason) {
				return gap;
			}
		}
		Gap gap = new Gap(reason, link, sinceNanos);
		this.open.add(gap);
		return gap;
	}

	void recovered(Placed subscription, SubscriptionLink link) {
		Gap gap = subscription.gap();
		if (gap != null) {
			gap.recovered(subscription.subscription(), link.endpoint());
			leave(subscription, gap);
		}
	}

	/** Nobody wants the subscription any more. */
	void left(Placed subscription) {
		Gap gap = subscription.gap();
		if (gap != null) {
			gap.left();
			leave(subscription, gap);
		}
	}

	private void leave(Placed subscription, Gap gap) {
		subscription.leaveGap();
		if (gap.isOver()) {
			this.open.remove(gap);
			if (gap.concernedSomebody()) {
				this.told.accept(gap.toEvent(System.nanoTime()));
			}
		}
	}

}
