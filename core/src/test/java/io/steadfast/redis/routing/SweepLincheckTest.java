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

import io.steadfast.redis.resilience.RetryBudget;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.VirtualScheduler;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Commands that come while the sweep goes to rest, rests, or wakes: none is left to the
 * slow sweeps.
 */
public class SweepLincheckTest {

	private static final Duration PERIOD = Duration.ofMillis(20);

	private static final int SWEEPS_BEFORE_REST = 50;

	private final VirtualScheduler scheduler = new VirtualScheduler();

	private final NodeConnections connections = TestConnections
		.over((endpoint, access, onEnd) -> new CompletableFuture<>(), this.scheduler);

	private final Deadlines deadlines = new Deadlines(Long.MAX_VALUE, () -> 0, (command) -> {
	}, (command) -> {
	});

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 100,
			new ConnectionHealth(false));

	public SweepLincheckTest() {
		Sweep.begin(new Timer(this.scheduler), this.deadlines,
				new ExclusiveConnections(this.connections, 1, 0, (command) -> {
				}), this.connections, new RetryBudget(0), Duration.ofSeconds(1));
		this.scheduler.advance(PERIOD.multipliedBy(SWEEPS_BEFORE_REST - 1));
	}

	@Operation
	public void bring() {
		this.deadlines.add(new CountedCommand(0, 0).boundFor(this.connection));
	}

	/** By the one thread of the scheduler. */
	@Operation
	public void sweep() {
		this.scheduler.advance(PERIOD);
	}

	/** As {@link #sweep}, so long that a sweep at rest is among it. */
	@Operation
	public void sweepLong() {
		this.scheduler.advance(PERIOD.multipliedBy(13));
	}

	@Validate
	public void whatWasBroughtIsLookedAtSoonAndOften() {
		if (!this.deadlines.isEmpty()) {
			this.scheduler.advance(PERIOD);
			int before = this.scheduler.tasksRun();
			this.scheduler.advance(PERIOD.multipliedBy(10));
			int sweeps = this.scheduler.tasksRun() - before;
			if (sweeps != 10) {
				throw new IllegalStateException(sweeps + " sweeps instead of 10");
			}
		}
	}

	@Test
	void everyInterleavingOfCommandsWithARest() {
		ModelCheckingOptions options = RoutingModel.withoutConnections(RetryBudget.class);
		options.addCustomScenario(scenario().thread("bring").thread("sweep").build());
		options.addCustomScenario(scenario().thread("bring", "bring").thread("sweep").build());
		options.addCustomScenario(scenario().before("sweep").thread("bring").thread("sweepLong").build());
		options.check(SweepLincheckTest.class);
	}

	private static Scenario scenario() {
		return new Scenario(SweepLincheckTest.class);
	}

}
