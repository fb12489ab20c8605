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

import java.util.Collection;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A tiny run of the benchmarks of the hot path's parts, so that they cannot rot; it
 * judges no number.
 */
class HotPathBenchmarksIT {

	@Test
	void everyPartIsMeasuredForEveryClientAndFailure() throws RunnerException {
		Collection<RunResult> results = run(options("(SlotLookup|SnapshotSwap|Redirect|Failure)Benchmark"));
		assertThat(results).extracting(HotPathBenchmarksIT::name)
			.containsExactlyInAnyOrder("ofKey lettuce", "ofKey steadfast", "ofSlot lettuce", "ofSlot steadfast",
					"swap lettuce", "swap steadfast", "get lettuce-untimed MOVED", "get lettuce-untimed ASK",
					"get lettuce-cluster MOVED", "get lettuce-cluster ASK", "get steadfast MOVED", "get steadfast ASK",
					"classify wrongtype", "classify moved", "classify clusterdown", "classify lost", "classify refused",
					"classify timeout");
		assertThat(results).allSatisfy((result) -> assertThat(result.getPrimaryResult().getScore()).isPositive());
	}

	@Test
	void commandToOneOfManyNodesIsMeasuredForEveryClient() throws RunnerException {
		Collection<RunResult> results = run(options("(Growth|RoundTrip)Benchmark").param("nodes", "3")
			.param("client", "lettuce-cluster", "steadfast")
			.addProfiler(ClientCpuProfiler.class));
		assertThat(results).hasSize(4).allSatisfy((result) -> {
			assertThat(result.getPrimaryResult().getScore()).isPositive();
			assertThat(result.getSecondaryResults().get("client.cpu").getScore()).isPositive();
		});
	}

	private static ChainedOptionsBuilder options(String benchmarks) {
		return new OptionsBuilder().include(benchmarks)
			.forks(0)
			.warmupIterations(0)
			.measurementIterations(1)
			.measurementTime(TimeValue.milliseconds(20))
			.shouldFailOnError(true)
			.verbosity(VerboseMode.SILENT);
	}

	private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
		return new Runner(options.build()).run();
	}

	private static String name(RunResult result) {
		StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
		result.getParams().getParamsKeys().forEach((key) -> name.append(' ').append(result.getParams().getParam(key)));
		return name.toString();
	}

}
