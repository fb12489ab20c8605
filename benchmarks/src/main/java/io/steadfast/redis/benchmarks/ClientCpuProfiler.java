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
import java.util.List;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Tells beside what a benchmark takes by the clock what it takes of the processors, in
 * all threads but those of scripted nodes: {@code -prof} and the name of this class.
 */
public final class ClientCpuProfiler implements InternalProfiler {

	private ClientCpu cpu = ClientCpu.fromNow();

	@Override
	public String getDescription() {
		return "CPU time of the client in microseconds an operation";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.cpu = ClientCpu.fromNow();
	}

	@Override
	public Collection<ScalarResult> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double micros = this.cpu.nanos() / 1e3;
		return List.of(new ScalarResult("client.cpu", micros / result.getMetadata().getAllOps(), "us/op",
				AggregationPolicy.AVG));
	}

}
