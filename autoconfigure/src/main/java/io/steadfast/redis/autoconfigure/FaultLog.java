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

package io.steadfast.redis.autoconfigure;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what keeps an application from its cluster until it has found it, once a
 * minute at most or when it is something else. Called by one thread at a time.
 */
final class FaultLog implements ClusterListener {

	private static final Logger logger = LoggerFactory.getLogger(FaultLog.class);

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final ClusterProperties properties;

	private final LongSupplier nanoTime;

	/**
	 * Written by the callbacks, one at a time; volatile, as they may change threads, like
	 * the fields below.
	 */
	private volatile boolean found;

	private volatile String lastWarning = "";

	private volatile long warnedAt;

	FaultLog(ClusterProperties properties, LongSupplier nanoTime) {
		this.properties = properties;
		this.nanoTime = nanoTime;
	}

	@Override
	public void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		this.found = this.found || after.coveredSlots() > 0;
	}

	@Override
	public void refreshEnded(RefreshOutcome outcome) {
		if (this.found || outcome.faults().isEmpty()) {
			return;
		}
		String warning = FaultDiagnosis.of(outcome.faults(), this.properties).toString();
		long now = this.nanoTime.getAsLong();
		if (warning.equals(this.lastWarning) && now - this.warnedAt < PAUSE.toNanos()) {
			return;
		}
		this.lastWarning = warning;
		this.warnedAt = now;
		logger.warn("The Redis Cluster has not been found yet. {}", warning);
	}

}
