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

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * How work is handed to an executor of the application's client resources, which may have
 * been shut down before us.
 */
final class Callbacks {

	private Callbacks() {
	}

	/**
	 * Run a task on an executor, or here if it takes none any more: a command must end,
	 * whoever ends it.
	 * @param executor where it should run
	 * @param task what to run
	 */
	static void execute(Executor executor, Runnable task) {
		try {
			executor.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

}
