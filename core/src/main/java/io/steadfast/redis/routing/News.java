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

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.TopologyMonitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets application threads wait for news of the topology. Any thread may call it, event
 * loops excepted.
 */
final class News {

	private static final Logger logger = LoggerFactory.getLogger(News.class);

	private final TopologyMonitor monitor;

	private final BooleanSupplier closed;

	News(TopologyMonitor monitor, BooleanSupplier closed) {
		this.monitor = monitor;
		this.closed = closed;
	}

	/**
	 * Refresh until a condition holds; blocks the calling thread.
	 * @param condition what is waited for
	 * @param trigger why a refresh is asked for
	 * @param limit how long to wait at most
	 * @return whether the condition holds
	 */
	boolean await(BooleanSupplier condition, RefreshTrigger trigger, Duration limit) {
		long end = System.nanoTime() + limit.toNanos();
		while (!condition.getAsBoolean()) {
			long left = end - System.nanoTime();
			if (left <= 0 || this.closed.getAsBoolean()) {
				return false;
			}
			try {
				this.monitor.refresh(trigger).toCompletableFuture().get(left, TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return condition.getAsBoolean();
			}
			catch (ExecutionException | TimeoutException ex) {
				logger.debug("No news of the topology: {}", String.valueOf(ex.getMessage()));
			}
		}
		return true;
	}

}
