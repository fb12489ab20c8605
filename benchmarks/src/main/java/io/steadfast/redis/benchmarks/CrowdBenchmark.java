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

package io.steadfast.redis.benchmarks;

import java.util.Objects;

import io.lettuce.core.api.async.RedisStringAsyncCommands;
import io.lettuce.core.resource.NettyCustomizer;
import io.steadfast.redis.test.ScriptedCrowd;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A client of a crowd of nodes, alone in its process, for benchmarks of what grows with
 * them. Its keys are spread over all nodes, to all of which it is connected.
 */
@State(Scope.Benchmark)
public abstract class CrowdBenchmark {

	/** How many commands are sent in one invocation. */
	static final int COMMANDS = 5_000;

	/** Whose way it is. */
	@Param({ "lettuce-untimed", "lettuce-cluster", "steadfast" })
	public String client = "";

	/** How many primaries the cluster has. */
	@Param({ "3", "100", "1000" })
	public int nodes;

	/** How many connections ours has to each of them, which tells sockets from nodes. */
	@Param("1")
	public int connections;

	private final byte[][] keys = new byte[COMMANDS][];

	private final NettyCustomizer customizer;

	private @Nullable ScriptedCrowd crowd;

	private @Nullable CrowdClient opened;

	/**
	 * Prepare a benchmark.
	 * @param customizer sees each channel of the client
	 */
	CrowdBenchmark(NettyCustomizer customizer) {
		this.customizer = customizer;
	}

	/**
	 * Starts the nodes and connects to all.
	 * @throws Exception if one does not answer
	 */
	@Setup
	public void open() throws Exception {
		for (int i = 0; i < COMMANDS; i++) {
			this.keys[i] = CrowdClient.key(i);
		}
		ScriptedCrowd started = ScriptedCrowd.start(this.nodes);
		this.crowd = started;
		CrowdClient fresh = new CrowdClient(this.client, started, this.connections, this.customizer);
		this.opened = fresh;
		fresh.connectAll();
		if (started.connectionsOpen() < this.nodes * this.connections) {
			throw new IllegalStateException("only " + started.connectionsOpen() + " connections are open");
		}
	}

	/**
	 * Ends client and nodes.
	 */
	@TearDown
	public void close() {
		opened().close();
		Objects.requireNonNull(this.crowd, "setup comes first").close();
	}

	/** The keys, one for each command. */
	byte[][] keys() {
		return this.keys;
	}

	RedisStringAsyncCommands<byte[], byte[]> commands() {
		return opened().commands();
	}

	private CrowdClient opened() {
		return Objects.requireNonNull(this.opened, "setup comes first");
	}

}
