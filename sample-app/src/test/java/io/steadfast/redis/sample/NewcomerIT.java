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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.client.TestRestTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The commands of the README that start the sample, in a copy of the sources without
 * anything that was built. Needs the Maven on the path that this build runs with, and
 * what it has fetched.
 */
class NewcomerIT {

	private static final Pattern COMMAND = Pattern.compile("^ {4}(mvn -pl sample-app -am spring-boot:run.*)$",
			Pattern.MULTILINE);

	@TempDir
	private static Path sources;

	@BeforeAll
	static void copySources() throws IOException {
		SourceCopy.into(sources);
	}

	@Test
	void clusterAndApplicationStartAndEndQuietlyByControlC() throws Exception {
		boolean hasSessions = OS.LINUX.isCurrentOs();
		try (MavenRun maven = start((hasSessions ? "exec setsid " : "") + command(0))) {
			String address = maven.awaitAddress();
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(
						new TestRestTemplate().getForObject(address + "/actuator/health/redis", String.class))
					.contains("\"status\":\"UP\""));
			try (BufferedReader page = watch(address)) {
				assertThat(page.lines().limit(500).anyMatch((line) -> line.contains("\"plain\":\"RUNNING\"")))
					.as("plain Boot runs beside it")
					.isTrue();
				if (hasSessions) {
					assertThat(maven.interrupt()).contains("Graceful shutdown complete")
						.doesNotContain(" WARN ", " ERROR ", "Exception", "is OPEN now");
				}
			}
		}
	}

	private static BufferedReader watch(String address) throws IOException {
		URLConnection page = new URL(address + "/page/stream").openConnection();
		page.setReadTimeout((int) Duration.ofSeconds(30).toMillis());
		return new BufferedReader(new InputStreamReader(page.getInputStream(), StandardCharsets.UTF_8));
	}

	@Test
	void theTableBesidePlainBootIsWritten() throws IOException {
		try (MavenRun maven = start(command(1).replace("--drill=all", "--drill=failover"))) {
			maven.awaitSuccess();
			assertThat(sources.resolve("sample-app/table.md")).content()
				.contains("32 callers, 3000 operations a second")
				.containsPattern(
						"\\| CLUSTER FAILOVER to each replica \\| [0-9,]+(, does not recover)? \\| 0 \\| \\d+ ms \\|");
		}
	}

	private static MavenRun start(String command) throws IOException {
		return MavenRun.start(command + " --offline", sources);
	}

	private static String command(int index) throws IOException {
		List<String> commands = COMMAND.matcher(Files.readString(SourceCopy.ROOT.resolve("README.md")))
			.results()
			.map((line) -> line.group(1))
			.toList();
		assertThat(commands).as("commands in the README").hasSize(2);
		return commands.get(index);
	}

}
