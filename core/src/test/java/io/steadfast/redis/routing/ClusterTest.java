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

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.RedisException;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.MonitorTiming;
import io.steadfast.redis.topology.RefreshOutcome;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologyPreparation;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologySource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which waits are those for one node, so that few may wait for it.
 */
class ClusterTest {

	private static final Endpoint NODE = new Endpoint("node", 6379);

	private static final int SLOT = 7;

	private static final int KEYLESS = -1;

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	/** Publishes to a table of its own: what is known is not in {@link #slots} yet. */
	private final TopologyMonitor monitor = new TopologyMonitor(TopologyOptions.defaults(), List.of(NODE),
			new LoneNode(), new SlotTable(), TopologyPreparation.none(),
			new MonitorTiming(this.scheduler, System::nanoTime, new Random(1)));

	private final SlotTable slots = new SlotTable();

	private final Cluster cluster = new Cluster(this.slots, this.monitor, RoutingListener.NONE);

	@AfterEach
	void stop() {
		this.monitor.close();
		this.scheduler.shutdownNow();
	}

	private TopologySnapshot refresh() {
		return this.monitor.refresh(RefreshTrigger.START).toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
	}

	private boolean concernsOneNode(int slotWithoutOwner) {
		return concernsOneNode(new Failures.NoOwner(slotWithoutOwner, RefreshOutcome.none()));
	}

	private boolean concernsOneNode(Throwable cause) {
		Outcome outcome = new NotSent(cause);
		return this.cluster.concernsOneNode(outcome, NODE);
	}

	@Test
	void aNodeThatCannotBeConnectedToIsWaitedFor() {
		assertThat(concernsOneNode(ConnectionLostException.unreachable("node", new RedisException("refused"))))
			.isTrue();
	}

	@Test
	void whoLosesAConnectionHasANewOneInAMoment() {
		assertThat(concernsOneNode(ConnectionLostException.byNode("the connection was lost"))).isFalse();
		assertThat(concernsOneNode(new RedisException("Currently not connected. Commands are rejected."))).isFalse();
	}

	@Test
	void theFirstTopologyIsWaitedForByEverybody() {
		assertThat(concernsOneNode(SLOT)).isFalse();
		assertThat(concernsOneNode(KEYLESS)).isFalse();
	}

	@Test
	void theFirstTopologyIsWaitedForUntilItHasReachedTheSlots() {
		TopologySnapshot first = refresh();
		assertThat(this.cluster.snapshot().version()).isPositive();
		assertThat(concernsOneNode(SLOT)).isFalse();
		this.slots.apply(first);
		assertThat(concernsOneNode(SLOT)).isFalse();
		assertThat(concernsOneNode(KEYLESS)).isFalse();
	}

	@Test
	void aSlotThatATopologyLeavesOutIsWaitedFor() {
		this.slots.apply(refresh());
		assertThat(concernsOneNode(SLOT + 1)).isTrue();
	}

	/** It owns the slots up to {@link #SLOT}. */
	private static final class LoneNode implements TopologySource {

		@Override
		public CompletionStage<String> clusterNodes(Endpoint endpoint) {
			return CompletableFuture.completedStage("a " + NODE + "@16379 myself,master - 0 0 1 connected 0-" + SLOT);
		}

		@Override
		public boolean isOpen(Endpoint endpoint) {
			return true;
		}

	}

}
