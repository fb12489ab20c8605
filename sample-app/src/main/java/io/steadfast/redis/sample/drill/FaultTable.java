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

import java.util.List;
import java.util.Locale;

/**
 * What faults did to the slots that they broke and to the others, as a Markdown table.
 */
final class FaultTable {

	private static final String ROW = "| %-16s | %-4s | %7s | %10s | %12s | %14s | %25s | %11s | %11s | %12s | %12s | %12s | %12s |%n";

	private FaultTable() {
	}

	/**
	 * Add the table, if there was a fault.
	 * @param table where to
	 * @param results of drills
	 */
	static void append(StringBuilder table, List<DrillResult> results) {
		List<DrillResult> faults = results.stream().filter((result) -> result.impact().seen()).toList();
		if (faults.isEmpty()) {
			return;
		}
		table.append('\n');
		table.append(ROW.formatted("fault", "id", "others", "kept", "their errors", "over 100 ms",
				"p99 before, during, ratio", "Redis says no", "others back", "fault lasts", "broken held",
				"served after", "longest held"));
		table.append(ROW.replaceAll("%[-0-9]*s", "---").formatted());
		faults.forEach((result) -> table.append(row(result)));
	}

	private static String row(DrillResult result) {
		Impact impact = result.impact();
		return ROW.formatted(result.drill().name(), result.drill().id(), impact.others(),
				"%.1f %%".formatted(impact.keptPercent()), impact.othersSurfaced(),
				(impact.othersLate() > 0) ? impact.othersLate() + ", " + DrillTable.millis(impact.latestOther()) : "0",
				tail(impact.tail()), DrillTable.millis(impact.refused()), DrillTable.millis(impact.othersBackAfter()),
				DrillTable.millis(impact.fault()), DrillTable.millis(impact.brokenHeld()), servedAfter(impact),
				DrillTable.millis(result.longestHeld()));
	}

	private static String tail(Tail tail) {
		return String.format(Locale.ROOT, "%.2f ms, %.2f ms, %.2f", tail.before().toNanos() / 1e6,
				tail.during().toNanos() / 1e6, tail.ratio());
	}

	private static String servedAfter(Impact impact) {
		return impact.isServed() ? DrillTable.millis(impact.servedAfter()) : "-";
	}

}
