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

import java.io.Serializable;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What one contender did in one round, or the medians of several; NaN for what is not
 * known.
 *
 * @param operations how many
 * @param perSecond operations a second
 * @param p50 half of the latencies are at most this many microseconds
 * @param p99 99 of 100 are
 * @param p999 999 of 1,000 are
 * @param cpuPerOperation microseconds of CPU time of the contender's process
 * @param bytesPerOperation bytes that it allocated
 */
record Sample(double operations, double perSecond, double p50, double p99, double p999, double cpuPerOperation,
		double bytesPerOperation) implements Serializable {

	static Sample median(List<Sample> rounds) {
		return new Sample(median(rounds, Sample::operations), median(rounds, Sample::perSecond),
				median(rounds, Sample::p50), median(rounds, Sample::p99), median(rounds, Sample::p999),
				median(rounds, Sample::cpuPerOperation), median(rounds, Sample::bytesPerOperation));
	}

	private static double median(List<Sample> rounds, ToDoubleFunction<Sample> figure) {
		return median(rounds.stream().mapToDouble(figure));
	}

	static double median(DoubleStream values) {
		double[] sorted = values.sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

}
