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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.steadfast.redis.test.ScriptedCrowd;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a command costs the client by the number of nodes: GET from Lettuce's asynchronous
 * API to the handler before the encoder of its node's connection, and its completion, as
 * {@link DispatchBenchmark} does with one node. The keys are spread over all nodes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class GrowthBenchmark {

	private static final int COMMANDS = 5_000;

	/** Whose way it is. */
	@Param({ "lettuce-untimed", "lettuce-cluster", "steadfast" })
	public String client = "";

	/** How many primaries the cluster has. */
	@Param({ "3", "100", "1000" })
	public int nodes;

	/** How many connections ours has to each of them. */
	@Param("1")
	public int connections;

	private final byte[][] keys = new byte[COMMANDS][];

	private final Swallowed swallowed = new Swallowed((socket) -> null);

	private @Nullable ScriptedCrowd crowd;

	private @Nullable CrowdClient opened;

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
		CrowdClient fresh = new CrowdClient(this.client, started, this.connections, this.swallowed);
		this.opened = fresh;
		fresh.connectAll();
		if (started.connectionsOpen() < this.nodes * this.connections) {
			throw new IllegalStateException("only " + started.connectionsOpen() + " connections are open");
		}
	}

	/**
	 * Sends some thousand commands, each of which is answered before the next one.
	 * @param hole takes the replies
	 * @throws InterruptedException if it is stopped
	 * @throws ExecutionException if one cannot be sent
	 */
	@Benchmark
	@OperationsPerInvocation(COMMANDS)
	public void get(Blackhole hole) throws InterruptedException, ExecutionException {
		this.swallowed.get(opened().commands(), this.keys, hole);
	}

	/**
	 * Ends client and nodes.
	 */
	@TearDown
	public void close() {
		opened().close();
		Objects.requireNonNull(this.crowd, "setup comes first").close();
	}

	private CrowdClient opened() {
		return Objects.requireNonNull(this.opened, "setup comes first");
	}

}
