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

package io.steadfast.redis.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.steadfast.redis.sample.drill.DrillReport;
import io.steadfast.redis.sample.drill.DrillSuite;
import io.steadfast.redis.sample.drill.DrillTable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that operators do to a cluster on purpose, under load, with our connection
 * factory and, in a long run, with that of plain Boot.
 */
@TestMethodOrder(OrderAnnotation.class)
class PlannedMaintenanceIT {

	private static final Path TABLE = Path.of("target", "drills.md");

	private static final List<DrillReport> ours = new ArrayList<>();

	private static final List<DrillReport> plain = new ArrayList<>();

	@AfterAll
	static void write() throws IOException {
		Files.writeString(TABLE, DrillTable.sideBySide(ours, plain) + "\n" + DrillTable.of("steadfast", ours) + "\n"
				+ DrillTable.of("plain", plain));
	}

	@TestFactory
	@Order(1)
	Stream<DynamicTest> nobodyNotices() {
		ConfigurableApplicationContext context = start("steadfast");
		DrillSuite suite = context.getBean(DrillSuite.class);
		return Stream
			.of("failover", "scale-out", "scale-in", "slow-migration", "empty-replica", "replace-in-place",
					"replace-all")
			.map((name) -> DynamicTest.dynamicTest(name, () -> {
				List<DrillReport> reports = suite.play(name);
				ours.addAll(reports);
				assertThat(reports).allSatisfy((report) -> {
					assertThat(report.result().failures()).isEmpty();
					assertThat(report.shortfalls()).isEmpty();
				});
			}))
			.onClose(context::close);
	}

	/** Each build sees plain Boot break on the page. */
	@Test
	@Order(2)
	@EnabledIfSystemProperty(named = "steadfast.redis.drills", matches = "long")
	void plainBootIsReportedBeside() {
		try (ConfigurableApplicationContext context = start("plain")) {
			plain.addAll(context.getBean(DrillSuite.class).play("all"));
		}
		assertThat(plain).filteredOn((report) -> List.of("D08", "D40").contains(report.result().drill().id()))
			.hasSize(2)
			.allSatisfy((report) -> assertThat(report.result().surfaced()).isPositive());
	}

	private static ConfigurableApplicationContext start(String contender) {
		return SampleApplication.application()
			.run("--server.port=0", "--contender=" + contender, "--sample.drill.before=1s",
					"--sample.drill.calm=1500ms", "--sample.drill.recovery-limit=5s");
	}

}
