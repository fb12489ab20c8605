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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the report shows of one cell of the matrix: a row for each contender, of medians
 * over the rounds.
 */
final class Table {

	static final String HEAD = "| value B | threads | contender | op/s | to the first | p50 us | p99 us | p99.9 us "
			+ "| CPU us/op | bytes/op |\n|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|\n";

	private Table() {
	}

	/**
	 * The rows of one cell.
	 * @param loop what was measured
	 * @param samples by contender, in the order of the rows
	 * @return lines of Markdown
	 */
	static String rows(ClosedLoop loop, Map<String, List<Sample>> samples) {
		StringBuilder rows = new StringBuilder();
		double first = 0;
		for (Map.Entry<String, List<Sample>> contender : samples.entrySet()) {
			List<Sample> own = contender.getValue();
			double perSecond = median(own, Sample::perSecond);
			first = (first == 0) ? perSecond : first;
			rows.append(
					String.format(Locale.ROOT, "| %d | %d | %s | %.0f | %.2f | %.0f | %.0f | %.0f | %.1f | %.0f |%n",
							loop.valueBytes(), loop.threads(), contender.getKey(), perSecond, perSecond / first,
							median(own, Sample::p50), median(own, Sample::p99), median(own, Sample::p999),
							median(own, Sample::cpuPerOperation), median(own, Sample::bytesPerOperation)));
		}
		return rows.toString();
	}

	private static double median(List<Sample> samples, ToDoubleFunction<Sample> figure) {
		double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

}
