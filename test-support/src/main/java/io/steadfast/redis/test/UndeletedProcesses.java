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

package io.steadfast.redis.test;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The servers that nobody has deleted yet, which are ended when this JVM ends. Safe for
 * any thread.
 */
final class UndeletedProcesses {

	/** They end side by side with whatever else ends then, and by Ctrl-C. */
	static final UndeletedProcesses OF_THIS_JVM = new UndeletedProcesses(false);

	static {
		Runtime.getRuntime().addShutdownHook(new Thread(OF_THIS_JVM::deleteAll, "redis-server-end"));
	}

	private final boolean apart;

	/** Added to before {@link #over} is read. */
	private final Set<LocalProcess> processes = ConcurrentHashMap.newKeySet();

	/** Set for good before the processes are gone through. */
	private volatile boolean over;

	private UndeletedProcesses(boolean apart) {
		this.apart = apart;
	}

	/**
	 * Have them ended by somebody else.
	 * @param shutdown is given what ends them
	 * @return without processes
	 */
	static UndeletedProcesses endedBy(Consumer<Runnable> shutdown) {
		UndeletedProcesses processes = new UndeletedProcesses(true);
		shutdown.accept(processes::deleteAll);
		return processes;
	}

	/**
	 * Whether Ctrl-C, which goes to the whole process group, should not reach them.
	 * @return whether somebody else ends them
	 */
	boolean areApart() {
		return this.apart;
	}

	/**
	 * Add a server that has been started.
	 * @param started deleted if all others are already
	 */
	void add(LocalProcess started) {
		this.processes.add(started);
		if (this.over) {
			started.delete();
			throw new IllegalStateException("No redis-server is started any more: this JVM ends");
		}
	}

	/**
	 * Require that nobody deletes a server that has been started again.
	 * @param started deleted if somebody does
	 */
	void require(LocalProcess started) {
		if (!this.processes.contains(started)) {
			started.endSoon();
			throw new IllegalStateException("redis-server is not started again: it is being deleted");
		}
	}

	/**
	 * Take one off, since it is being deleted.
	 * @param deleted a server
	 * @return whether that is news
	 */
	boolean remove(LocalProcess deleted) {
		return this.processes.remove(deleted);
	}

	private void deleteAll() {
		this.over = true;
		this.processes.forEach(LocalProcess::endSoon);
		this.processes.forEach(LocalProcess::delete);
	}

}
