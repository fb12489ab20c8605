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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands that have a deadline. Adding one is a single exchange and allocates
 * nothing, which a timer for each command would; the price is that a deadline is met to
 * the period of the sweep.
 * <p>
 * Any thread adds, sweeps and ends.
 */
final class Deadlines {

	private static final Logger logger = LoggerFactory.getLogger(Deadlines.class);

	private final long patienceNanos;

	private final LongSupplier clock;

	private final Consumer<RoutedCommand<?, ?, ?>> expired;

	private final Consumer<RoutedCommand<?, ?, ?>> inTrouble;

	/**
	 * The commands added since the last sweep, last one first, linked through
	 * {@code next}.
	 */
	private final AtomicReference<@Nullable RoutedCommand<?, ?, ?>> added = new AtomicReference<>();

	/** Held by a sweep, but not while it tells of what it found. */
	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by {@link #lock}: the commands that outlived a sweep. */
	private final List<RoutedCommand<?, ?, ?>> old = new ArrayList<>();

	/**
	 * Create an empty list.
	 * @param patienceNanos the longest that a command may take
	 * @param clock nanoseconds
	 * @param expired told of each command that is overdue, once
	 * @param inTrouble told, at each sweep, of the commands whose connection is troubled
	 */
	Deadlines(long patienceNanos, LongSupplier clock, Consumer<RoutedCommand<?, ?, ?>> expired,
			Consumer<RoutedCommand<?, ?, ?>> inTrouble) {
		this.patienceNanos = patienceNanos;
		this.clock = clock;
		this.expired = expired;
		this.inTrouble = inTrouble;
	}

	void add(RoutedCommand<?, ?, ?> command) {
		RoutedCommand<?, ?, ?> head;
		do {
			head = this.added.get();
			command.next = head;
		}
		while (!this.added.compareAndSet(head, command));
	}

	boolean isOver(RoutedCommand<?, ?, ?> command) {
		return this.clock.getAsLong() - command.startedNanos() >= this.patienceNanos;
	}

	/**
	 * Forget the commands that have ended, tell of those that are overdue.
	 */
	void sweep() {
		RoutedCommand<?, ?, ?> command = this.added.getAndSet(null);
		while (command != null) {
			RoutedCommand<?, ?, ?> following = command.next;
			command.next = null;
			if (command.hasEnded()) {
				command.leaveRoom();
			}
			else {
				this.old.add(command);
			}
			command = following;
		}
		this.old.removeIf((candidate) -> {
			if (candidate.hasEnded()) {
				// the caller may have cancelled, which nobody else notices
				candidate.leaveRoom();
				return true;
			}
			if (!isOver(candidate)) {
				NodeConnection connection = candidate.connection();
				if (connection != null && connection.health().isTroubled()) {
					this.inTrouble.accept(candidate);
				}
				return false;
			}
			this.expired.accept(candidate);
			return true;
		});
	}

	/**
	 * End every command, because the router is closing. May meet a sweep, or be called by
	 * whom a sweep has told.
	 */
	void expireAll() {
		take((command) -> true).forEach(this::tell);
	}

	private void tell(RoutedCommand<?, ?, ?> command) {
		try {
			this.expired.accept(command);
		}
		catch (RuntimeException ex) {
			logger.warn("A caller failed when it was told that its time is up; the others are told all the same", ex);
		}
	}

	private List<RoutedCommand<?, ?, ?>> take(Predicate<RoutedCommand<?, ?, ?>> due) {
		List<RoutedCommand<?, ?, ?>> taken = new ArrayList<>();
		this.lock.lock();
		try {
			RoutedCommand<?, ?, ?> command = this.added.getAndSet(null);
			while (command != null) {
				RoutedCommand<?, ?, ?> following = command.next;
				command.next = null;
				this.old.add(command);
				command = following;
			}
			this.old.removeIf((candidate) -> candidate.hasEnded() || (due.test(candidate) && taken.add(candidate)));
		}
		finally {
			this.lock.unlock();
		}
		return taken;
	}

}
