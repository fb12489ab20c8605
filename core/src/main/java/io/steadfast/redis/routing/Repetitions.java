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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where commands wait for their next attempt. The number of those that wait is limited;
 * nobody's thread waits here. Any thread may call it.
 */
final class Repetitions {

	private final Timer timer;

	private final Callbacks callbacks;

	/**
	 * Who waits for another attempt, first come first. Commands of one slot wait together
	 * and go on in their order: two of one pipeline that write one key must not change
	 * places. One without a key waits alone. Changed by the map's own atomic operations
	 * only; a list is read by who took it out.
	 */
	private final Map<Crowd, List<Runnable>> crowds = new ConcurrentHashMap<>();

	private final int limit;

	private final Deadlines deadlines;

	/** Incremented by whoever schedules, decremented by the scheduler. */
	private final AtomicInteger waiting = new AtomicInteger();

	private volatile boolean closed;

	Repetitions(Timer timer, Callbacks callbacks, int limit, Deadlines deadlines) {
		this.timer = timer;
		this.callbacks = callbacks;
		this.limit = limit;
		this.deadlines = deadlines;
	}

	/**
	 * Let the deadline of a command be watched, unless the server may hold its reply back
	 * by the caller's own wish.
	 * @param command an attempt that begins
	 */
	void watch(RoutedCommand<?, ?, ?> command) {
		if (!CommandKinds.isBlocking(command)) {
			this.deadlines.add(command);
		}
	}

	/**
	 * Whether a command has waited so long that another attempt is not worth while, which
	 * for one that blocks is nowhere else looked at.
	 */
	boolean isOver(RoutedCommand<?, ?, ?> command) {
		return this.deadlines.isOver(command);
	}

	int limit() {
		return this.limit;
	}

	int waiting() {
		return this.waiting.get();
	}

	boolean isClosed() {
		return this.closed;
	}

	/**
	 * Let a command wait, then try again.
	 * @param next the next attempt; it may end while it waits
	 * @param attempt makes it
	 * @param pauseNanos how long it waits, in nanoseconds, unless others of its slot wait
	 * already: then it goes on with them
	 * @return {@code false} if there is no room or the router is closing; nothing was
	 * done then
	 */
	boolean schedule(RoutedCommand<?, ?, ?> next, Runnable attempt, long pauseNanos) {
		if (this.closed) {
			return false;
		}
		if (this.waiting.incrementAndGet() > this.limit) {
			this.waiting.decrementAndGet();
			return false;
		}
		watch(next);
		Crowd crowd = Crowd.of(next);
		if (join(crowd, () -> goOn(next, attempt))) {
			this.timer.after(pauseNanos, () -> release(crowd));
		}
		if (this.closed) {
			// whoever closed this may not have seen it join
			release(crowd);
		}
		return true;
	}

	private void goOn(RoutedCommand<?, ?, ?> next, Runnable attempt) {
		this.waiting.decrementAndGet();
		if (next.hasEnded()) {
			// the caller may have cancelled, which nobody else notices
			next.giveBack();
		}
		else {
			attempt.run();
		}
	}

	/**
	 * Let a command wait with those of its slot, behind them.
	 * @return whether it is the first, so that somebody has to release them
	 */
	private boolean join(Crowd crowd, Runnable task) {
		boolean[] first = new boolean[1];
		this.crowds.compute(crowd, (key, waitingNow) -> {
			first[0] = waitingNow == null;
			List<Runnable> joined = (waitingNow != null) ? waitingNow : new ArrayList<>();
			joined.add(task);
			return joined;
		});
		return first[0];
	}

	private void release(Crowd crowd) {
		List<Runnable> released = this.crowds.remove(crowd);
		if (released == null) {
			return;
		}
		Runnable all = () -> released.forEach(Runnable::run);
		if (crowd.slot() instanceof Integer slot) {
			this.callbacks.execute(crowd.access(), slot, all);
		}
		else {
			this.callbacks.execute(crowd.access(), all);
		}
	}

	/**
	 * Let nobody wait any more: who does goes on at once, and learns that the router is
	 * closed.
	 */
	void close() {
		this.closed = true;
		this.crowds.keySet().forEach(this::release);
	}

	/**
	 * Who waits together.
	 *
	 * @param slot a number, or an object that no other crowd has
	 * @param access how they go to primaries
	 */
	private record Crowd(Object slot, Access access) {

		static Crowd of(RoutedCommand<?, ?, ?> command) {
			return new Crowd((command.slot() >= 0) ? command.slot() : new Object(), command.route().access());
		}

	}

}
