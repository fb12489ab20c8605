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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.steadfast.redis.test.RedisCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.env.SimpleCommandLinePropertySource;

/**
 * Compares clients side by side on a cluster that it starts, and writes a table and
 * plots.
 */
public final class LoadBenchmark {

	private static final Logger logger = LoggerFactory.getLogger(LoadBenchmark.class);

	private LoadBenchmark() {
	}

	/**
	 * Measures what the options say.
	 * @param args {@code --report=load} for load.md and load.html, and what {@link Plan}
	 * knows; none for all of it
	 * @throws IOException if a contender does not start, or the report cannot be written
	 */
	public static void main(String[] args) throws IOException {
		SimpleCommandLinePropertySource options = new SimpleCommandLinePropertySource(args);
		Plan plan = Plan.of(options);
		String name = Plan.option(options, "report", "load");
		requireFolder(name);
		List<Table> tables = run(plan);
		Files.writeString(Path.of(name + ".md"), String.join("", tables.stream().map(Table::markdown).toList()));
		Files.writeString(Path.of(name + ".html"), Report.html(tables));
		logger.info("{}.md and {}.html are written", name, name);
	}

	/** It is written when all has been measured, which may take hours. */
	private static void requireFolder(String report) {
		Path folder = Objects.requireNonNull(Path.of(report + ".md").toAbsolutePath().getParent(),
				"a file has a folder");
		if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
			throw new IllegalArgumentException(
					"--report=" + report + ": there is no folder " + folder + " that can be written to");
		}
	}

	static List<Table> run(Plan plan) throws IOException {
		try (RedisCluster cluster = RedisCluster.builder().start()) {
			Comparison comparison = new Comparison(plan, cluster.seeds());
			comparison.run(plan.rounds());
			List<Table> tables = new ArrayList<>();
			plan.tables()
				.forEach((title, loads) -> tables
					.add(new Table(title, loads.stream().flatMap((load) -> comparison.rows(load).stream()).toList())));
			tables.forEach((table) -> logger.info("measured:\n{}", table.markdown()));
			return tables;
		}
	}

}
