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
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The commands that have a deadline. Adding one is a single exchange and allocates
 * nothing, which a timer for each command would; the price is that a deadline is met to
 * the period of the sweep.
 * <p>
 * Any thread adds; one thread at a time sweeps.
 */
final class Deadlines {

	private final long patienceNanos;

	private final LongSupplier clock;

	private final Consumer<RoutedCommand<?, ?, ?>> expired;

	private final Consumer<RoutedCommand<?, ?, ?>> inTrouble;

	/**
	 * The commands added since the last sweep, last one first, linked through
	 * {@code next}.
	 */
	private final AtomicReference<@Nullable RoutedCommand<?, ?, ?>> added = new AtomicReference<>();

	/** The commands that outlived a sweep; touched by the sweeping thread only. */
	private final List<RoutedCommand<?, ?, ?>> old = new ArrayList<>();

	/** Called by whoever adds to an empty list. */
	private volatile Runnable firstListener = () -> {
	};

	/**
	 * Create an empty list.
	 * @param patienceNanos the longest that a command may take
	 * @param clock nanoseconds
	 * @param expired told of each command that is overdue, once
	 * @param inTrouble told, at each sweep, of the commands whose connection is troubled
	 * and whose callers block without having a place to wait
	 */
	Deadlines(long patienceNanos, LongSupplier clock, Consumer<RoutedCommand<?, ?, ?>> expired,
			Consumer<RoutedCommand<?, ?, ?>> inTrouble) {
		this.patienceNanos = patienceNanos;
		this.clock = clock;
		this.expired = expired;
		this.inTrouble = inTrouble;
	}

	void onFirst(Runnable listener) {
		this.firstListener = listener;
	}

	void add(RoutedCommand<?, ?, ?> command) {
		RoutedCommand<?, ?, ?> head;
		do {
			head = this.added.get();
			command.next = head;
		}
		while (!this.added.compareAndSet(head, command));
		if (head == null) {
			this.firstListener.run();
		}
	}

	/**
	 * Whether there is nothing to wait for; for the thread that sweeps.
	 */
	boolean isEmpty() {
		return this.old.isEmpty() && this.added.get() == null;
	}

	boolean isOver(RoutedCommand<?, ?, ?> command) {
		return this.clock.getAsLong() - command.startedNanos() >= this.patienceNanos;
	}

	/**
	 * Forget the commands that have ended, tell of those that are overdue.
	 * @return how many commands were new, repetitions not counted
	 */
	int sweep() {
		int fresh = 0;
		RoutedCommand<?, ?, ?> command = this.added.getAndSet(null);
		while (command != null) {
			RoutedCommand<?, ?, ?> following = command.next;
			command.next = null;
			fresh += (command.progress().attempts() == 0) ? 1 : 0;
			if (command.hasEnded()) {
				command.giveBack();
			}
			else {
				this.old.add(command);
			}
			command = following;
		}
		this.old.removeIf((candidate) -> {
			if (candidate.hasEnded()) {
				// the caller may have cancelled, which nobody else notices
				candidate.giveBack();
				return true;
			}
			if (!isOver(candidate)) {
				NodeConnection connection = candidate.connection();
				if (connection != null && connection.health().isTroubled() && candidate.mayNeedPlace()) {
					this.inTrouble.accept(candidate);
				}
				return false;
			}
			this.expired.accept(candidate);
			return true;
		});
		return fresh;
	}

	/**
	 * End every command, because the router is closing.
	 */
	void expireAll() {
		RoutedCommand<?, ?, ?> command = this.added.getAndSet(null);
		while (command != null) {
			this.old.add(command);
			command = command.next;
		}
		this.old.removeIf((candidate) -> {
			if (!candidate.hasEnded()) {
				this.expired.accept(candidate);
			}
			return true;
		});
	}

}
