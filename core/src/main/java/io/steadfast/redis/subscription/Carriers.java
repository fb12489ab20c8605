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

import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose messages count: the connection that confirmed a subscription last. While a
 * subscription moves, two connections have it, and its listeners hear one of them.
 * <p>
 * Confirmations are written by the event loop that reads them, so that the message right
 * behind one is not lost; ends are written by the mailbox. Both go through the map's
 * atomic operations, and a confirmation looks at {@link SubscriptionLink#wants} inside of
 * its own: a link that is given up first stops to want and is then removed, so it cannot
 * come back.
 */
final class Carriers {

	private final ConcurrentHashMap<Subscription, SubscriptionLink> carriers = new ConcurrentHashMap<>();

	boolean isCarriedBy(Subscription subscription, SubscriptionLink link) {
		return link.equals(this.carriers.get(subscription));
	}

	void confirmed(Subscription subscription, SubscriptionLink link) {
		this.carriers.compute(subscription, (key, before) -> link.wants(key) ? link : before);
	}

	void ended(Subscription subscription, SubscriptionLink link) {
		this.carriers.remove(subscription, link);
	}

}
