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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reports as a Markdown table, wide enough to be read as it is.
 */
public final class DrillTable {

	private static final String ROW = "| %-16s | %-4s | %10s | %8s | %12s | %15s | %9s | %11s | %-28s | %s |%n";

	private DrillTable() {
	}

	/**
	 * The table, and below it what fell short and which errors surfaced.
	 * @param title whose reports they are
	 * @param reports the reports
	 * @return Markdown
	 */
	public static String of(String title, List<DrillReport> reports) {
		StringBuilder table = new StringBuilder("## " + title + "\n\n");
		table.append(ROW.formatted("drill", "id", "operations", "surfaced", "longest call", "time to recover",
				"redirects", "new sockets", "INCR account", "as expected"));
		table.append(ROW.replaceAll("%[-0-9]*s", "---").formatted());
		reports.forEach((report) -> table.append(row(report)));
		FaultTable.append(table, reports.stream().map(DrillReport::result).toList());
		reports.forEach((report) -> table.append(details(report)));
		return table.toString();
	}

	/**
	 * Both contenders' numbers in one table, as the README shows it.
	 * @param ours reports with our connection factory
	 * @param plain reports with Boot's; drills that only one of both has are left out
	 * @return Markdown
	 */
	public static String sideBySide(List<DrillReport> ours, List<DrillReport> plain) {
		StringBuilder table = new StringBuilder(
				"| what happens to the cluster | plain Boot | with the starter | its longest call |\n|---|---|---|---|\n");
		for (DrillReport report : ours) {
			DrillCard drill = report.result().drill();
			plain.stream()
				.filter((other) -> other.result().drill().equals(drill))
				.forEach((other) -> table.append("| %s | %s | %s | %s |%n".formatted(drill.fault(), failures(other),
						failures(report), millis(report.result().longest()))));
		}
		return table.toString();
	}

	private static String failures(DrillReport report) {
		return String.format(Locale.ROOT, "%,d%s", report.result().surfaced(),
				report.result().recovered() ? "" : ", does not recover");
	}

	private static String row(DrillReport report) {
		DrillResult result = report.result();
		return ROW.formatted(result.drill().name(), result.drill().id(), result.operations(), result.surfaced(),
				millis(result.longest()), recovery(report), result.wire().redirects(), result.wire().opened(),
				result.increments(), report.shortfalls().isEmpty() ? "yes" : "no");
	}

	private static String details(DrillReport report) {
		String shortfalls = report.shortfalls().stream().map((text) -> "\n- " + text).collect(Collectors.joining());
		String failures = report.result()
			.failures()
			.entrySet()
			.stream()
			.map((failure) -> "\n- " + failure.getValue() + " times `" + failure.getKey() + "`")
			.collect(Collectors.joining());
		if (shortfalls.isEmpty() && failures.isEmpty()) {
			return "";
		}
		return "\n" + report.result().drill().name() + ":\n" + shortfalls + failures + "\n";
	}

	private static String recovery(DrillReport report) {
		return report.result().recovered() ? millis(report.result().outage()) : "did not";
	}

	static String millis(Duration duration) {
		return duration.toMillis() + " ms";
	}

}
