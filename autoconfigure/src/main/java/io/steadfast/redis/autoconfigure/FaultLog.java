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
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeFault;
import io.steadfast.redis.StartupMode;
import io.steadfast.redis.status.ClusterListener;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of what keeps an application from its cluster until it has found it, and of nodes
 * that refuse it later, once a minute at most or when it is something else. Called by one
 * thread at a time.
 */
final class FaultLog implements ClusterListener {

	private static final Logger logger = LoggerFactory.getLogger(FaultLog.class);

	private static final Duration PAUSE = Duration.ofMinutes(1);

	private final ClusterProperties properties;

	private final AccessSources access;

	private final LongSupplier nanoTime;

	private final boolean silentAtFirst;

	/**
	 * Written by the callbacks, one at a time; volatile, as they may change threads, like
	 * the fields below.
	 */
	private volatile boolean found;

	private volatile @Nullable FaultKind warnedOf;

	private volatile long warnedAt;

	/**
	 * Create a log.
	 * @param properties what is set for the cluster
	 * @param access who has said how it is reached
	 * @param nanoTime the time
	 * @param mode with fail-fast the failure analysis tells what the start lacks
	 */
	FaultLog(ClusterProperties properties, AccessSources access, LongSupplier nanoTime, StartupMode mode) {
		this.silentAtFirst = mode == StartupMode.FAIL_FAST;
		this.properties = properties;
		this.access = access;
		this.nanoTime = nanoTime;
	}

	@Override
	public void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff) {
		this.found = this.found || after.coveredSlots() > 0;
	}

	@Override
	public void refreshEnded(RefreshOutcome outcome) {
		List<NodeFault> faults = this.found
				? outcome.faults().stream().filter((fault) -> fault.kind().isRefusal()).toList() : outcome.faults();
		if (faults.isEmpty() || (this.silentAtFirst && !this.found)) {
			return;
		}
		FaultKind kind = faults.stream().map(NodeFault::kind).min(Comparator.naturalOrder()).orElse(FaultKind.OTHER);
		long now = this.nanoTime.getAsLong();
		if (kind == this.warnedOf && now - this.warnedAt < PAUSE.toNanos()) {
			return;
		}
		this.warnedOf = kind;
		this.warnedAt = now;
		logger.warn(
				this.found ? "A node of the Redis Cluster cannot be used. {}"
						: "The Redis Cluster has not been found yet. {}",
				FaultDiagnosis.of(faults, this.properties, this.access));
	}

}
