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

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

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
 * What a command costs the client: GET from Lettuce's asynchronous API to the handler
 * before the encoder, and its completion. The whole way is gone on the event loop, so
 * that no hand-over between threads is measured. A connection to one node has no routing:
 * what the others take beyond it is theirs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class DispatchBenchmark {

	private static final int COMMANDS = 1_000;

	/** Whose way it is. */
	@Param({ "lettuce-node", "lettuce-untimed", "lettuce-cluster", "steadfast" })
	public String client = "";

	private final byte[][] keys = new byte[COMMANDS][];

	private @Nullable SwallowingClient opened;

	/**
	 * Connects, and sends the first command.
	 * @throws Exception if it is not answered
	 */
	@Setup
	public void open() throws Exception {
		for (int i = 0; i < COMMANDS; i++) {
			this.keys[i] = ("key-" + i).getBytes(StandardCharsets.US_ASCII);
		}
		SwallowingClient fresh = new SwallowingClient(this.client);
		this.opened = fresh;
		fresh.requireSwallowed(this.keys[0]);
	}

	/**
	 * Sends a thousand commands, each of which is answered before the next one.
	 * @param hole takes the replies
	 * @throws InterruptedException if it is stopped
	 * @throws ExecutionException if one cannot be sent
	 */
	@Benchmark
	@OperationsPerInvocation(COMMANDS)
	public void get(Blackhole hole) throws InterruptedException, ExecutionException {
		opened().get(this.keys, hole);
	}

	/**
	 * Ends client and node.
	 */
	@TearDown
	public void close() {
		opened().close();
	}

	private SwallowingClient opened() {
		return Objects.requireNonNull(this.opened, "setup comes first");
	}

}
