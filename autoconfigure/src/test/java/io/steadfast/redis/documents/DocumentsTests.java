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

package io.steadfast.redis.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the documents to what is there: their code is run, their links lead somewhere.
 */
class DocumentsTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

	@Test
	void theDrillOfYourOwnIsRun() throws IOException {
		Set<String> run = read("autoconfigure/src/test/java/io/steadfast/redis/documents/DrillOfYourOwnIT.java").lines()
			.map(String::strip)
			.collect(Collectors.toSet());
		String shown = JAVA.matcher(read("docs/drill-of-your-own.md"))
			.results()
			.map((MatchResult block) -> block.group(1))
			.collect(Collectors.joining());
		assertThat(shown).isNotEmpty();
		assertThat(shown.lines().map(String::strip)).allSatisfy((line) -> assertThat(run).contains(line));
	}

	@Test
	void linksLeadSomewhere() throws IOException {
		try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
			for (Path document : Stream.concat(documents, Stream.of(ROOT.resolve("README.md"))).toList()) {
				if (document.toString().endsWith(".md")) {
					LINK.matcher(Files.readString(document))
						.results()
						.map((link) -> link.group(1))
						.filter((link) -> !link.contains("://"))
						.forEach(
								(link) -> assertThat(document.resolveSibling(link)).as("link in " + document).exists());
				}
			}
		}
	}

	private static String read(String file) throws IOException {
		return Files.readString(ROOT.resolve(file));
	}

}
