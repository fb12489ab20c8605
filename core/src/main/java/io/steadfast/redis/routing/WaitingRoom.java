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

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The blocking callers that wait for one node: for a connection, for another attempt, or
 * for a reply that is overdue. It has few places, so that the threads of an application
 * stay free for the other shards. Any thread may call it; nobody who is well comes here.
 */
final class WaitingRoom {

	private final int places;

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * Guarded by {@link #lock}: the callers inside, and for how many commands; a pipeline
	 * is one caller.
	 */
	private final Map<Thread, Integer> callers = new HashMap<>();

	WaitingRoom(int places) {
		this.places = places;
	}

	/**
	 * Give a place to a command's caller, who may have one already.
	 * @param command the attempt that waits
	 * @param caller the thread that waits for it
	 * @return {@code false} if all places are taken
	 */
	boolean admit(Attempt<?, ?, ?> command, Thread caller) {
		this.lock.lock();
		try {
			if (AttemptState.IN_ROOM.isSet(command)) {
				return true;
			}
			if (!this.callers.containsKey(caller) && this.callers.size() >= this.places) {
				return false;
			}
			this.callers.merge(caller, 1, Integer::sum);
			command.room = this;
			AttemptState.IN_ROOM.set(command);
			if (command.hasEnded()) {
				// whoever ended it may have looked for its room before there was one
				dismiss(command, caller);
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Take the place of a command's caller back, if it has one.
	 * @param command the attempt that has ended
	 * @param caller the thread that waited for it
	 */
	void dismiss(Attempt<?, ?, ?> command, Thread caller) {
		this.lock.lock();
		try {
			if (AttemptState.IN_ROOM.clear(command)) {
				this.callers.computeIfPresent(caller, (key, commands) -> (commands == 1) ? null : commands - 1);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	int size() {
		this.lock.lock();
		try {
			return this.callers.size();
		}
		finally {
			this.lock.unlock();
		}
	}

}
