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

package io.steadfast.redis.topology;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Delayed;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A scheduler whose clock only moves when a test moves it; runs everything on the thread
 * that does, one at a time. Any thread may give it a task.
 */
public final class VirtualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

	/** Guarded by itself. */
	private final PriorityQueue<Task> tasks = new PriorityQueue<>();

	private volatile long now = 1_000_000_000_000L;

	/** Guarded by the tasks. */
	private long sequence;

	private int tasksRun;

	private boolean shutDown;

	private Duration delay = Duration.ZERO;

	public long nanoTime() {
		return this.now;
	}

	int timers() {
		synchronized (this.tasks) {
			return this.tasks.size();
		}
	}

	/**
	 * How many tasks were run so far.
	 */
	public int tasksRun() {
		return this.tasksRun;
	}

	/**
	 * Run what is due until the clock has moved by the given time.
	 */
	public void advance(Duration time) {
		long end = this.now + time.toNanos();
		Task task = next(end);
		while (task != null) {
			this.now = Math.max(this.now, task.dueAt);
			this.tasksRun++;
			task.action.run();
			task = next(end);
		}
		this.now = end;
	}

	/**
	 * How many tasks could run now.
	 */
	public int due() {
		synchronized (this.tasks) {
			return (int) this.tasks.stream().filter((task) -> task.dueAt <= this.now).count();
		}
	}

	/**
	 * Run one task, if there is one that could run now.
	 */
	public void runNext() {
		Task task = next(this.now);
		if (task != null) {
			this.tasksRun++;
			task.action.run();
		}
	}

	private @Nullable Task next(long end) {
		synchronized (this.tasks) {
			Task first = this.tasks.peek();
			return (first != null && first.dueAt <= end) ? this.tasks.poll() : null;
		}
	}

	/**
	 * Run the next task later than it should, as a bug would that lets a step of a
	 * refresh hang. Timers are not delayed.
	 */
	public void delayNextTask(Duration delay) {
		this.delay = delay;
	}

	/**
	 * Run what is due now.
	 */
	void settle() {
		advance(Duration.ZERO);
	}

	@Override
	public void execute(Runnable command) {
		schedule(command, this.delay.toNanos(), TimeUnit.NANOSECONDS);
		this.delay = Duration.ZERO;
	}

	@Override
	public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
		if (this.shutDown) {
			throw new RejectedExecutionException("shut down");
		}
		synchronized (this.tasks) {
			Task task = new Task(command, this.now + Math.max(0, unit.toNanos(delay)), this.sequence++);
			this.tasks.add(task);
			return task;
		}
	}

	@Override
	public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void shutdown() {
		this.shutDown = true;
	}

	@Override
	public List<Runnable> shutdownNow() {
		shutdown();
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return this.shutDown;
	}

	@Override
	public boolean isTerminated() {
		return this.shutDown;
	}

	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		return this.shutDown;
	}

	/**
	 * Something to run at a certain time.
	 */
	private final class Task extends CompletableFuture<Void> implements ScheduledFuture<Void> {

		private final Runnable action;

		private final long dueAt;

		private final long order;

		private Task(Runnable action, long dueAt, long order) {
			this.action = action;
			this.dueAt = dueAt;
			this.order = order;
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			synchronized (VirtualScheduler.this.tasks) {
				VirtualScheduler.this.tasks.remove(this);
			}
			return super.cancel(mayInterruptIfRunning);
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.dueAt - VirtualScheduler.this.now, TimeUnit.NANOSECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			return Comparator.comparingLong((Task task) -> task.dueAt)
				.thenComparingLong((task) -> task.order)
				.compare(this, (Task) other);
		}

	}

}
