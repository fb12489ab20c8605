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

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a command costs the client by the number of nodes: GET from Lettuce's asynchronous
 * API to the handler before the encoder of its node's connection, and its completion, as
 * {@link DispatchBenchmark} does with one node.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(5)
public class GrowthBenchmark extends CrowdBenchmark {

	private final Swallowed swallowed;

	/**
	 * Made by JMH.
	 */
	public GrowthBenchmark() {
		this(new Swallowed((socket) -> null));
	}

	private GrowthBenchmark(Swallowed swallowed) {
		super(swallowed);
		this.swallowed = swallowed;
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
		this.swallowed.get(commands(), keys(), hole);
	}

}
