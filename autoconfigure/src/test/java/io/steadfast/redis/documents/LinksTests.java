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
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What documents refer to is there: files, headings and decisions.
 */
class LinksTests {

	private static final Path ROOT = Path.of("..");

	private static final PathMatcher DOCUMENT = FileSystems.getDefault().getPathMatcher("glob:*.md");

	/** Of Markdown and of HTML: a file, an anchor or both. */
	private static final Pattern LINK = Pattern
		.compile("(?:\\]\\(|(?:src|srcset|href)=\")([^)\"#]*)(?:#([^)\"]*))?[)\"]");

	private static final Pattern DECISION = Pattern.compile("\\bADR (\\d+)");

	private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	/**
	 * The documents of all folders that a reader sees in the root and one below, and the
	 * decisions.
	 */
	static List<Path> documents() throws IOException {
		try (Stream<Path> files = Stream.concat(Files.walk(ROOT, 2), Files.list(ROOT.resolve("docs/adr")))) {
			return files.filter((file) -> DOCUMENT.matches(file.getFileName())).toList();
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void linksLeadToFilesAndHeadings(Path document) throws IOException {
		for (MatchResult link : LINK.matcher(text(document)).results().toList()) {
			if (link.group(1).contains("://")) {
				continue;
			}
			Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
			assertThat(target).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).contains(link.group(2));
			}
		}
	}

	@ParameterizedTest
	@MethodSource("documents")
	void decisionsNamedAreWrittenDown(Path document) throws IOException {
		List<String> written;
		try (Stream<Path> decisions = Files.list(ROOT.resolve("docs/adr"))) {
			written = decisions.map((decision) -> decision.getFileName().toString().substring(0, 4)).toList();
		}
		assertThat(DECISION.matcher(text(document))
			.results()
			.map((named) -> "%04d".formatted(Integer.valueOf(named.group(1))))).isSubsetOf(written);
	}

	/** As GitHub makes them of headings. */
	private static Stream<String> anchors(Path document) throws IOException {
		return HEADING.matcher(text(document))
			.results()
			.map((heading) -> heading.group(1)
				.strip()
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'));
	}

	/** Without code, in which neither headings nor links are meant. */
	private static String text(Path document) throws IOException {
		return CODE.matcher(Files.readString(document)).replaceAll("");
	}

}
