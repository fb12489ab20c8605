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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DrillOutput}.
 */
class DrillOutputTest {

	@TempDir
	private Path folder;

	@Test
	void aFileThatCannotBeWrittenIsNamedBeforeDrillsArePlayed() {
		for (Path file : new Path[] { this.folder.resolve("missing").resolve("table.md"), this.folder, Path.of("") }) {
			assertThatExceptionOfType(NotPlayedException.class).isThrownBy(() -> outputTo(file))
				.withMessage("Cannot write \"" + file
						+ "\", which report names: name a file in a folder that can be written to");
		}
	}

	@Test
	void aFileIsReplacedWhenAllAreOver() throws IOException {
		Path file = Files.writeString(this.folder.resolve("table.md"), "an earlier one");
		DrillOutput output = outputTo(file);
		assertThat(file).hasContent("an earlier one");
		output.write(1, "a table");
		assertThat(file).hasContent("a table");
	}

	private static DrillOutput outputTo(Path file) {
		return DrillOutput.of(new MockEnvironment().withProperty("report", file.toString()));
	}

}
