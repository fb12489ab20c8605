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

package io.steadfast.redis.connection;

import java.time.Duration;

import io.steadfast.redis.ClusterUnavailableException;
import io.steadfast.redis.StartupMode;
import io.steadfast.redis.routing.RoutedCluster;
import io.steadfast.redis.topology.RefreshOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the start of a factory waits for.
 *
 * @param mode whether it waits, and whether it fails
 * @param limit how long it waits at most
 */
record AwaitedStart(StartupMode mode, Duration limit) {

	private static final Logger logger = LoggerFactory.getLogger(TopologyAwareConnectionFactory.class);

	/**
	 * Wait for a topology with slots; blocks the calling thread.
	 * @param cluster the cluster that was started
	 * @param stop is run before the start fails
	 * @throws ClusterUnavailableException if there is none in time and the start is to
	 * fail then
	 */
	void await(RoutedCluster cluster, Runnable stop) {
		if (this.mode == StartupMode.LAZY || cluster.awaitSlots(this.limit)) {
			return;
		}
		RefreshOutcome last = cluster.status().lastRefresh();
		String problem = "No node of the cluster told a topology with slots within " + this.limit.toMillis() + " ms: "
				+ last.detail();
		if (this.mode == StartupMode.FAIL_FAST) {
			stop.run();
			throw new ClusterUnavailableException(problem
					+ ". Look at the seed nodes, or let the application start without the cluster by start-up mode LAZY",
					last.faults());
		}
		logger.warn("{}. The application starts without it, and goes on asking", problem);
	}

}
