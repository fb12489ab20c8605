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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;

/**
 * Where commands are repeated and ended after a pause, which may run the application's
 * code: on the executors of its client resources, which may have been shut down before
 * us. Who waits on one of these, or on an event loop, cannot be helped by it, and is
 * served by a thread beside them. Any thread may call it.
 */
final class Callbacks {

	private final EventExecutorGroup group;

	/** Those of the group; a slot always uses the same one. */
	private final List<EventExecutor> executors = new ArrayList<>();

	private final Executor beside;

	/**
	 * Create the choice between them.
	 * @param group the executors of the application's client resources
	 * @param beside runs what is for {@link Access#BESIDE}
	 */
	Callbacks(EventExecutorGroup group, Executor beside) {
		this.group = group;
		group.forEach(this.executors::add);
		this.beside = beside;
	}

	/**
	 * Run a task that is nobody's in particular.
	 * @param task what to run
	 */
	void execute(Runnable task) {
		execute(this.group, task);
	}

	/**
	 * Run a task for a command, in no order.
	 * @param access how the command goes to primaries
	 * @param task what to run
	 */
	void execute(Access access, Runnable task) {
		execute((access == Access.BESIDE) ? this.beside : this.group, task);
	}

	/**
	 * Run a task for commands of one slot, after those that were given before.
	 * @param access how the commands go to primaries
	 * @param slot 0 to 16383
	 * @param task what to run
	 */
	void execute(Access access, int slot, Runnable task) {
		execute((access == Access.BESIDE) ? this.beside : this.executors.get(slot % this.executors.size()), task);
	}

	/**
	 * Run a task on an executor, or here if it takes none any more: a command must end,
	 * whoever ends it.
	 */
	private static void execute(Executor executor, Runnable task) {
		try {
			executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

}
