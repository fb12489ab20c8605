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
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.MonitorTiming;
import io.steadfast.redis.topology.RefreshTrigger;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologyMonitor;
import io.steadfast.redis.topology.TopologyPreparation;
import io.steadfast.redis.topology.TopologySource;
import io.steadfast.redis.topology.VirtualScheduler;
import org.awaitility.Awaitility;

/**
 * A subscriber with real sockets to scripted nodes, and a mailbox that the test empties:
 * what comes while something else is posted and has not run can be put in its order.
 */
final class SteppedSubscriber implements AutoCloseable {

	private static final Duration SWEEP = Duration.ofMillis(50);

	private final VirtualScheduler mailbox = new VirtualScheduler();

	private final VirtualScheduler refreshes = new VirtualScheduler();

	/** Calls end on the thread that ends them, so that the test sees it at once. */
	private final ClientResources resources = ClientResources.builder()
		.ioThreadPoolSize(2)
		.computationThreadPoolSize(2)
		.eventExecutorGroup(ImmediateEventExecutor.INSTANCE)
		.build();

	private final View view = new View();

	private final TopologyMonitor monitor;

	private final Subscriptions subscriptions;

	private final Subscriber subscriber;

	SteppedSubscriber(RoutingOptions options, MessageSink sink, ScriptedRedisNode seed) {
		this(options, ClientOptions.create(), sink, seed);
	}

	SteppedSubscriber(RoutingOptions options, ClientOptions clientOptions, MessageSink sink, ScriptedRedisNode seed) {
		SlotTable slots = new SlotTable();
		this.monitor = new TopologyMonitor(TopologyOptions.defaults(), List.of(new Endpoint(seed.host(), seed.port())),
				this.view, slots, TopologyPreparation.none(),
				new MonitorTiming(this.refreshes, this.refreshes::nanoTime, new Random(1)));
		this.subscriptions = new Subscriptions(this.resources, RedisURI.create(seed.host(), seed.port()), clientOptions,
				options, this.monitor, slots, (slot, expected, answeredBy, reply) -> {
				}, (endpoint) -> true, this.mailbox);
		this.subscriber = this.subscriptions.open(sink);
	}

	Subscriber subscriber() {
		return this.subscriber;
	}

	Subscriptions subscriptions() {
		return this.subscriptions;
	}

	VirtualScheduler mailbox() {
		return this.mailbox;
	}

	/** Publish a topology; the subscriber hears of it when its mailbox runs. */
	void publish(String... rows) {
		this.view.rows = List.of(rows);
		CompletionStage<?> refresh = this.monitor.refresh(RefreshTrigger.USER);
		this.refreshes.advance(Duration.ofSeconds(1));
		refresh.toCompletableFuture().join();
	}

	/** Run all that is posted. */
	void run() {
		this.mailbox.advance(Duration.ZERO);
	}

	/** Wait until so much is posted, without running it. */
	void awaitPosted(int count) {
		Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> this.mailbox.due() >= count);
	}

	/** Wait until something is posted, and run nothing else. */
	void step() {
		awaitPosted(1);
		this.mailbox.runNext();
	}

	/** Run what is posted until something is so; there is no sweep. */
	void runUntil(Callable<Boolean> condition) {
		advanceUntil(Duration.ZERO, condition);
	}

	/** Run what is posted, and sweep, until something is so. */
	void sweepUntil(Callable<Boolean> condition) {
		advanceUntil(SWEEP, condition);
	}

	private void advanceUntil(Duration step, Callable<Boolean> condition) {
		Awaitility.await().pollInterval(5, TimeUnit.MILLISECONDS).until(() -> {
			this.mailbox.advance(step);
			return condition.call();
		});
	}

	@Override
	public void close() {
		this.subscriptions.close();
		run();
		this.monitor.close();
		this.subscriptions.shutdownAsync().join();
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	/**
	 * What every node says of the cluster.
	 */
	private static final class View implements TopologySource {

		private List<String> rows = List.of();

		@Override
		public CompletionStage<String> clusterNodes(Endpoint endpoint) {
			return CompletableFuture.completedFuture(this.rows.stream()
				.map((row) -> row.contains(" " + endpoint + "@") ? row.replaceFirst("@(\\d+) ", "@$1 myself,") : row)
				.collect(Collectors.joining("\n", "", "\n")));
		}

		@Override
		public boolean isOpen(Endpoint endpoint) {
			return true;
		}

	}

}
