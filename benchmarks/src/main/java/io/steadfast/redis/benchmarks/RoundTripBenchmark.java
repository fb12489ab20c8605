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
 * What a command costs a caller who waits for its reply, by the number of nodes: GET by
 * Lettuce's asynchronous API, over loopback, one at a time. {@link ClientCpuProfiler}
 * tells what it costs the processors. The heap is fixed, as in the load benchmark: one
 * that grows costs more than what is measured.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 5, jvmArgsAppend = { "-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch" })
public class RoundTripBenchmark extends CrowdBenchmark {

	/**
	 * Made by JMH.
	 */
	public RoundTripBenchmark() {
		super(CrowdClient.AS_IT_IS);
	}

	/**
	 * Sends some thousand commands, each of which is answered before the next one.
	 * @param hole takes the replies
	 * @throws InterruptedException if it is stopped
	 * @throws ExecutionException if one fails
	 */
	@Benchmark
	@OperationsPerInvocation(COMMANDS)
	public void get(Blackhole hole) throws InterruptedException, ExecutionException {
		for (byte[] key : keys()) {
			hole.consume(commands().get(key).get());
		}
	}

}
