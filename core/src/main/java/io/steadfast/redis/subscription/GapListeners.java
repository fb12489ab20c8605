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

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.SubscriptionGapListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts gaps and tells its listeners, whether or not one of them fails. Any thread may
 * call it.
 */
public final class GapListeners implements SubscriptionGapListener {

	private static final Logger logger = LoggerFactory.getLogger(GapListeners.class);

	private final List<SubscriptionGapListener> listeners = new CopyOnWriteArrayList<>();

	private final LongAdder count = new LongAdder();

	/**
	 * Add a listener.
	 * @param listener told of every gap from now on
	 */
	public void add(SubscriptionGapListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * How many gaps there were.
	 * @return the number of gaps that this was told of
	 */
	public long count() {
		return this.count.sum();
	}

	@Override
	public void messagesMayBeMissing(SubscriptionGap gap) {
		this.count.increment();
		this.listeners.forEach((listener) -> tell(listener, gap));
	}

	private static void tell(SubscriptionGapListener listener, SubscriptionGap gap) {
		try {
			listener.messagesMayBeMissing(gap);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of subscription gaps failed; the others are told", ex);
		}
	}

}
