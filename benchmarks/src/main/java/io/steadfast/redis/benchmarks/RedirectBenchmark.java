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
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.cluster.SlotHash;
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
 * What a redirected command costs the client: a GET as in {@link DispatchBenchmark} that
 * is answered MOVED or ASK by the node that is asked first, and its value by the node
 * that the redirect names.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RedirectBenchmark {

	private static final int COMMANDS = 1_000;

	/** All keys have the slot of this tag. */
	private static final String TAG = "{tag}";

	/** Who follows the redirect. */
	@Param({ "lettuce-untimed", "lettuce-cluster", "steadfast" })
	public String client = "";

	/** What the first answer is. */
	@Param({ "MOVED", "ASK" })
	public String redirect = "";

	private final byte[][] keys = new byte[COMMANDS][];

	private @Nullable SwallowingClient opened;

	/**
	 * Connects, and sends the first commands, with which the second node is connected to.
	 * @throws Exception if one is not answered
	 */
	@Setup
	public void open() throws Exception {
		for (int i = 0; i < COMMANDS; i++) {
			this.keys[i] = (TAG + i).getBytes(StandardCharsets.US_ASCII);
		}
		AtomicInteger redirects = new AtomicInteger();
		SwallowingClient fresh = new SwallowingClient(this.client,
				(cluster) -> new EveryOther(this.redirect, SlotHash.getSlot(TAG), cluster, redirects));
		this.opened = fresh;
		for (int i = 0; i < 10; i++) {
			fresh.requireSwallowed(this.keys[0]);
		}
		if (redirects.get() != 10) {
			throw new IllegalStateException("GET is not redirected");
		}
	}

	/**
	 * Sends a thousand commands, each of which is redirected, and answered, before the
	 * next one.
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
	 * Ends client and nodes.
	 */
	@TearDown
	public void close() {
		opened().close();
	}

	private SwallowingClient opened() {
		return Objects.requireNonNull(this.opened, "setup comes first");
	}

}
