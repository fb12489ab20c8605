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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One redis-server on this machine that belongs to no cluster, for what goes wrong before
 * there is one: without cluster mode, without slots, with a password. It can be connected
 * to as soon as it is started. Not for use by several threads.
 */
public final class LoneRedisServer implements AutoCloseable {

	private static final Duration START_LIMIT = Duration.ofSeconds(10);

	private final LocalProcess process;

	private final int port;

	private LoneRedisServer(LocalProcess process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server.
	 * @param configuration lines of its configuration file, such as
	 * {@code cluster-enabled yes}
	 * @return a server that accepts connections
	 * @throws IllegalStateException if it does not within some seconds; with the end of
	 * its log if it ends instead
	 */
	public static LoneRedisServer start(String... configuration) {
		int port = Loopback.freePort(Loopback.FIRST);
		List<String> lines = new ArrayList<>(List.of("bind " + Loopback.FIRST, "port " + port, "save \"\""));
		lines.addAll(List.of(configuration));
		LocalProcess process = LocalProcess.start(RedisServerBinary.command(), lines, Map.of(),
				UndeletedProcesses.OF_THIS_JVM);
		LoneRedisServer server = new LoneRedisServer(process, port);
		try {
			Await.until("redis-server to listen", START_LIMIT,
					() -> (!process.isAlive() || Loopback.answers(Loopback.FIRST, port)) ? ""
							: "nobody listens on port " + port);
			NodeLauncher.requireStarted(process);
			return server;
		}
		catch (RuntimeException ex) {
			server.close();
			throw ex;
		}
	}

	/**
	 * Where it listens.
	 * @return host:port
	 */
	public String endpoint() {
		return Loopback.FIRST + ":" + this.port;
	}

	@Override
	public void close() {
		this.process.delete();
	}

}
