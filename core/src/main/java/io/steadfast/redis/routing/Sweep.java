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
import java.util.concurrent.atomic.AtomicBoolean;

import io.steadfast.redis.resilience.RetryBudget;
import io.steadfast.redis.status.ConnectionState;

/**
 * The look at all commands and connections that comes again and again: every 20 ms while
 * there are commands, and four times a second once there were none for a second, so that
 * an application that is idle does not keep a processor awake.
 * <p>
 * Whoever brings a command after that {@link #wake wakes} it. That none comes unnoticed:
 * the scheduler says that it rests and then looks for commands, the other one adds its
 * command and then looks whether the scheduler rests, and one of them sees what the other
 * one did. All else is done by the scheduler alone.
 */
final class Sweep {

	private static final Duration PERIOD = Duration.ofMillis(20);

	private static final Duration PERIOD_AT_REST = Duration.ofMillis(250);

	/** A second: who sends a command now and then need not wake anybody each time. */
	private static final int SWEEPS_BEFORE_REST = 50;

	private final Timer timer;

	private final Deadlines deadlines;

	private final ExclusiveConnections exclusive;

	private final NodeConnections connections;

	private final RetryBudget budget;

	private final Duration overdue;

	/** Set by the scheduler, taken back by it or by whoever has brought a command. */
	private final AtomicBoolean resting = new AtomicBoolean();

	/** How often in a row there was nothing to see. */
	private int idleSweeps;

	/** Counts the wakings: a sweep that was planned before the last one is left out. */
	private int wakings;

	private Sweep(Timer timer, Deadlines deadlines, ExclusiveConnections exclusive, NodeConnections connections,
			RetryBudget budget, Duration overdue) {
		this.timer = timer;
		this.deadlines = deadlines;
		this.exclusive = exclusive;
		this.connections = connections;
		this.budget = budget;
		this.overdue = overdue;
	}

	/**
	 * Look again and again until the timer is stopped.
	 * @param timer has one thread
	 * @param deadlines the commands
	 * @param exclusive the connections of those that block
	 * @param connections all others
	 * @param budget learns how many commands there are
	 * @param overdue the silence that is trouble
	 */
	static void begin(Timer timer, Deadlines deadlines, ExclusiveConnections exclusive, NodeConnections connections,
			RetryBudget budget, Duration overdue) {
		Sweep sweep = new Sweep(timer, deadlines, exclusive, connections, budget, overdue);
		deadlines.onFirst(sweep::wake);
		exclusive.onLease(sweep::wake);
		sweep.plan(PERIOD);
	}

	/**
	 * Called by any thread after it has brought a command.
	 */
	private void wake() {
		if (this.resting.get() && this.resting.compareAndSet(true, false)) {
			this.timer.after(0, this::wakeUp);
		}
	}

	private void wakeUp() {
		this.wakings++;
		this.idleSweeps = 0;
		long now = System.nanoTime();
		this.connections.pools().forEach((connection) -> connection.health().rested(now));
		run();
	}

	private void plan(Duration pause) {
		int planned = this.wakings;
		this.timer.after(pause.toNanos(), () -> {
			if (planned == this.wakings) {
				run();
			}
		});
	}

	private void run() {
		try {
			this.budget.fill(this.deadlines.sweep(), System.nanoTime());
			this.exclusive.sweep(System.nanoTime());
			this.connections.sweep(System.nanoTime(), this.overdue);
		}
		finally {
			plan(mayRest() ? PERIOD_AT_REST : PERIOD);
		}
	}

	private boolean mayRest() {
		this.idleSweeps = (isIdle() && isQuiet()) ? this.idleSweeps + 1 : 0;
		if (this.idleSweeps < SWEEPS_BEFORE_REST) {
			this.resting.set(false);
			return false;
		}
		this.resting.set(true);
		return isIdle();
	}

	private boolean isIdle() {
		return this.deadlines.isEmpty() && this.exclusive.size() == 0;
	}

	/**
	 * Whether no connection needs to be looked at before the next command comes.
	 */
	private boolean isQuiet() {
		boolean[] quiet = { true };
		this.connections.pools().forEach((connection) -> {
			ConnectionState phase = connection.phase();
			quiet[0] &= phase == ConnectionState.CLOSED || (phase == ConnectionState.OPEN && connection.inFlight() == 0
					&& !connection.health().isTroubled());
		});
		return quiet[0];
	}

}
