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

/**
 * Loads that are shown together, which differ in the number of callers alone.
 *
 * @param title what they have in common
 * @param rows one for each contender and number of callers
 */
record Table(String title, List<Row> rows) {

	private static final String HEAD = "| callers | contender | op/s | to the first | p50 us | p99 us | p99.9 us "
			+ "| CPU us/op | bytes/op |\n|--:|---|--:|--:|--:|--:|--:|--:|--:|\n";

	static String word(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * This table in Markdown.
	 */
	String markdown() {
		StringBuilder lines = new StringBuilder("### ").append(this.title).append("\n\n").append(HEAD);
		double first = 0;
		int callers = 0;
		for (Row row : this.rows) {
			Sample median = row.median();
			if (row.callers() != callers) {
				callers = row.callers();
				first = median.perSecond();
			}
			lines.append("| %d | %s | %s | %s | %s | %s | %s | %s | %s |%n".formatted(callers, row.contender(),
					number("%,.0f", median.perSecond()), number("%.2f", median.perSecond() / first),
					number("%,.0f", median.p50()), number("%,.0f", median.p99()), number("%,.0f", median.p999()),
					number("%.1f", median.cpuPerOperation()), number("%,.0f", median.bytesPerOperation())));
		}
		return lines.append('\n').toString();
	}

	private static String number(String format, double value) {
		return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
	}

	/**
	 * What one contender did with one number of callers.
	 *
	 * @param callers how many
	 * @param contender its name
	 * @param median of all rounds
	 */
	record Row(int callers, String contender, Sample median) {
	}

}
