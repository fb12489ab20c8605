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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One redis-server: the operating system's side of a node, on this machine or in a
 * container. Safe for any thread.
 */
interface RedisProcess {

	/**
	 * Ask before something is done to the process by way of the server itself.
	 * @param deed what would be done to it, as in "cannot be stopped"
	 * @throws UnsupportedOperationException if somebody else started it
	 */
	default void requireOurs(String deed) {
	}

	/**
	 * Start the ended server again, with the files that it left.
	 */
	void restart();

	/**
	 * What the server has written so far.
	 * @return a file of this machine
	 */
	Path log();

	/**
	 * The number of the process.
	 * @return that of the last start, where the process runs
	 */
	long pid();

	boolean isAlive();

	/**
	 * Whether a server is this process, and not another one that has its port.
	 * @param info what the server tells of itself ({@code INFO server})
	 * @return whether it is
	 */
	default boolean isToldBy(String info) {
		return true;
	}

	/**
	 * End the process at once (SIGKILL) and wait until it is gone.
	 */
	void kill();

	/**
	 * Wait until the process is gone.
	 */
	void awaitEnd();

	/**
	 * Suspend the process: it keeps its sockets and answers nothing.
	 */
	void hang();

	/**
	 * Let the suspended process go on.
	 */
	void resume();

	/**
	 * End the process for good and delete all that it wrote; done once.
	 */
	void delete();

	/**
	 * The end of the server's log.
	 * @param lines how many lines at most
	 * @return those lines
	 */
	default String logTail(int lines) {
		try {
			List<String> all = Files.readAllLines(log());
			return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
		}
		catch (IOException ex) {
			return "(no log: " + ex + ")";
		}
	}

}
