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
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;

import org.springframework.core.env.SimpleCommandLinePropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands and options of the README are understood. What they measure takes minutes;
 * the tests that run a little of it are beside this one.
 */
class ReadmeTests {

	private static final Path README = Path.of("README.md");

	private static final PrintStream SILENCE = new PrintStream(OutputStream.nullOutputStream(), false,
			StandardCharsets.UTF_8);

	private static List<MatchResult> find(String pattern) throws IOException {
		List<MatchResult> found = Pattern.compile(pattern, Pattern.MULTILINE)
			.matcher(Files.readString(README))
			.results()
			.toList();
		assertThat(found).as(pattern).isNotEmpty();
		return found;
	}

	@Test
	void theProgramsThatItStartsExist() throws IOException {
		assertThat(find("^ {4}java .*-cp \\S+\\.jar (\\S+)")).allSatisfy(
				(command) -> assertThat(Class.forName(command.group(1)).getMethod("main", String[].class)).isNotNull());
	}

	@Test
	void theBenchmarksThatItNamesExist() throws Exception {
		for (MatchResult command : find("^ {4}java .*org\\.openjdk\\.jmh\\.Main (.+)$")) {
			CommandLineOptions options = new CommandLineOptions(command.group(1).replace("'", "").split(" "));
			assertThat(BenchmarkList.defaultList()
				.find(OutputFormatFactory.createFormatInstance(SILENCE, VerboseMode.SILENT), options.getIncludes(),
						List.of()))
				.as(command.group())
				.isNotEmpty();
		}
	}

	@Test
	void theOptionsThatItExplainsAreUnderstood() throws IOException {
		List<String> options = find("`(--[a-z-]+=[^`]+)`").stream()
			.flatMap((cell) -> Arrays.stream(cell.group(1).split("`, `")))
			.map((option) -> option.replace("virtual,", ""))
			.toList();
		assertThat(options).anySatisfy((option) -> assertThat(option).startsWith("--mixes="));
		assertThat(Plan.of(new SimpleCommandLinePropertySource(options.toArray(String[]::new))).loads()).isNotEmpty();
	}

}
