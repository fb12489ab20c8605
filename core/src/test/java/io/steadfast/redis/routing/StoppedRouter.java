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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.ImmediateEventExecutor;
import io.steadfast.redis.AmbiguousCommands;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.resilience.Backoff;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.resilience.RetryBudget;
import io.steadfast.redis.topology.SlotTable;

/**
 * A real router after its end: whatever is given back to it fails with a typed exception.
 */
final class StoppedRouter {

	private StoppedRouter() {
	}

	static CommandRouter create() {
		Backoff pauses = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0);
		Timer timer = idleTimer();
		Deadlines deadlines = new Deadlines(1, () -> 0, (command) -> {
		}, (command) -> {
		});
		Repetitions repetitions = new Repetitions(timer, new Callbacks(ImmediateEventExecutor.INSTANCE, Runnable::run),
				1, deadlines);
		repetitions.close();
		NodeConnections connections = new NodeConnections((endpoint, access, onEnd) -> new CompletableFuture<>(),
				new NodeBreakers(ResiliencePolicies.standalone()), timer, pauses, 1, ConnectionOptions.defaults());
		connections.close();
		// nobody is asked for news any more, so there is nobody to ask
		Cluster cluster = new Cluster(new SlotTable(), null, RoutingListener.NONE);
		return new CommandRouter(cluster, connections, new ExclusiveConnections(connections, 1, 0, (command) -> {
		}), repetitions, new WaitingRooms(1), (command) -> false, new Retrying(ResiliencePolicies.standalone().retry(),
				new RetryBudget(0), pauses, AmbiguousCommands.FAIL), () -> 0);
	}

	/**
	 * A timer whose time never comes.
	 * @return a timer without a thread
	 */
	static Timer idleTimer() {
		return new Timer(new ScheduledThreadPoolExecutor(1) {

			@Override
			public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
				return null;
			}

		});
	}

}
