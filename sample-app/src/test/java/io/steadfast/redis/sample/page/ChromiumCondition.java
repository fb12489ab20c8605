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

package io.steadfast.redis.sample.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Skips tests, and says why, where there is no Chromium with its driver.
 */
final class ChromiumCondition implements ExecutionCondition {

	private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome");

	private static final List<String> DRIVERS = List.of("chromedriver");

	private static final ConditionEvaluationResult RESULT = evaluate();

	private static ConditionEvaluationResult evaluate() {
		if (find(BROWSERS).isPresent() && find(DRIVERS).isPresent()) {
			return ConditionEvaluationResult.enabled("Chromium and chromedriver are there");
		}
		String reason = "No Chromium with a chromedriver on the path (Debian: chromium, chromium-driver)";
		LoggerFactory.getLogger(ChromiumCondition.class).warn("The test of the page is skipped. {}", reason);
		return ConditionEvaluationResult.disabled(reason);
	}

	static String browser() {
		return find(BROWSERS).orElseThrow().toString();
	}

	static Path driver() {
		return find(DRIVERS).orElseThrow();
	}

	private static Optional<Path> find(List<String> names) {
		return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
			.flatMap((folder) -> names.stream().map((name) -> Path.of(folder, name)))
			.filter(Files::isExecutable)
			.findFirst();
	}

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return RESULT;
	}

}
