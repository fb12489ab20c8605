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

package io.steadfast.redis.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every line of Java in README.md is compiled and run in {@link ReadmeIT}, in its order.
 */
class ReadmeTest {

	private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@Test
	void everyLineIsRunInItsOrder() throws IOException {
		String shown = BLOCK.matcher(Files.readString(Path.of("README.md")))
			.results()
			.map((MatchResult block) -> block.group(1))
			// Spring's tests are not among our dependencies.
			.filter((block) -> !block.startsWith("@DynamicPropertySource") && !block.startsWith("@SpringBootTest"))
			.collect(Collectors.joining());
		assertThat(shown).isNotEmpty();
		assertThat(lines(Files.readString(Path.of("src/test/java/io/steadfast/redis/test/ReadmeIT.java"))))
			.containsSubsequence(lines(shown));
	}

	private static List<String> lines(String code) {
		return code.lines().map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
	}

}
