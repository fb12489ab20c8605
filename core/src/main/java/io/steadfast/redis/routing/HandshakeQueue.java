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

/**
 * The commands that came while a handshake was on, in their order, and not more than a
 * limit. Guarded by the lock of its connection.
 */
final class HandshakeQueue {

	private final int limit;

	private List<RoutedCommand<?, ?, ?>> commands = new ArrayList<>();

	HandshakeQueue(int limit) {
		this.limit = limit;
	}

	/**
	 * Add commands at the end.
	 * @param added the commands
	 * @return {@code false} if there is no room for all of them; none was added then
	 */
	boolean offer(List<RoutedCommand<?, ?, ?>> added) {
		return this.commands.size() + added.size() <= this.limit && this.commands.addAll(added);
	}

	/**
	 * Take all commands out.
	 * @return what was queued, possibly nothing
	 */
	List<RoutedCommand<?, ?, ?>> drain() {
		List<RoutedCommand<?, ?, ?>> drained = this.commands;
		this.commands = new ArrayList<>();
		return drained;
	}

}
