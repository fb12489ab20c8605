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

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What is written of what was measured.
 */
class ReportTests {

	private final Table table = new Table("mget", List.of(new Table.Row(16, "plain", sample(1_000, 20)),
			new Table.Row(16, "ours", sample(1_500, Double.NaN)), new Table.Row(64, "plain", sample(2_000, 10))));

	@Test
	void ratiosAreToTheFirstOfTheSameNumberOfCallers() {
		assertThat(this.table.markdown().lines()).contains("### mget",
				"| 16 | plain | 1,000 | 1.00 | 1 | 2 | 3 | 20.0 | 2,048 |",
				"| 16 | ours | 1,500 | 1.50 | 1 | 2 | 3 | – | 2,048 |",
				"| 64 | plain | 2,000 | 1.00 | 1 | 2 | 3 | 10.0 | 2,048 |");
	}

	@Test
	void aFolderThatIsNotThereIsNamedBeforeAnythingIsMeasured(@TempDir Path folder) {
		String report = folder.resolve("missing").resolve("load").toString();
		assertThatIllegalArgumentException().isThrownBy(() -> LoadBenchmark.main(new String[] { "--report=" + report }))
			.withMessage("--report=" + report + ": there is no folder " + folder.resolve("missing")
					+ " that can be written to");
	}

	@Test
	void theHtmlHasEverythingInIt() {
		String html = Report.html(List.of(this.table));
		assertThat(html).doesNotContain("{{")
			.doesNotContain("src=")
			.contains("\"contender\":\"ours\"", "\"perSecond\":1500.0", "Chart.js v");
	}

	@Test
	void theMedianOfAnEvenNumberOfRoundsIsBetweenTheMiddleTwo() {
		Sample median = Sample.median(List.of(sample(1, 1), sample(100, 4), sample(3, 2), sample(5, 9)));
		assertThat(median.perSecond()).isEqualTo(4);
		assertThat(median.cpuPerOperation()).isEqualTo(3);
	}

	private static Sample sample(double perSecond, double cpu) {
		return new Sample(10, perSecond, 1, 2, 3, cpu, 2_048);
	}

}
