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

package io.steadfast.redis.connection;

import io.steadfast.redis.socket.EventLoopThread;

import org.springframework.core.task.AsyncTaskExecutor;

/**
 * An executor for tasks that their giver waits for. One that waits on an event loop keeps
 * it from reading replies, and the commands of its tasks have to show whose they are: it
 * runs them itself, one after the other.
 *
 * @param executor runs the tasks of everybody else
 */
record WaitedForExecutor(AsyncTaskExecutor executor) implements AsyncTaskExecutor {

	@Override
	public void execute(Runnable task) {
		if (EventLoopThread.isCurrent()) {
			task.run();
		}
		else {
			this.executor.execute(task);
		}
	}

}
