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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.web.client.TestRestTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands of the README that start the sample, in a copy of the sources without
 * anything that was built. Needs the Maven on the path that this build runs with, and
 * what it has fetched.
 */
class NewcomerIT {

	private static final Duration LIMIT = Duration.ofMinutes(5);

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Set<String> NOT_SOURCES = Set.of("target", ".git");

	private static final Pattern COMMAND = Pattern.compile("^ {4}(mvn -pl sample-app -am spring-boot:run.*)$",
			Pattern.MULTILINE);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern NOT_FETCHED = Pattern
		.compile("in offline mode|Could not resolve|No plugin found for prefix");

	@TempDir
	private static Path sources;

	@BeforeAll
	static void copySources() throws IOException {
		Files.walkFileTree(ROOT, new CopyInto(sources));
	}

	@Test
	void clusterAndApplicationStart() throws IOException {
		Path output = sources.resolve("start.txt");
		Process maven = start(command(0), output);
		try {
			await(() -> !maven.isAlive() || PORT.matcher(Files.readString(output)).find());
			String told = told(output);
			Matcher port = PORT.matcher(told);
			assertThat(port.find()).as(told).isTrue();
			String health = "http://localhost:" + port.group(1) + "/actuator/health/redis";
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(new TestRestTemplate().getForObject(health, String.class))
					.contains("\"status\":\"UP\""));
		}
		finally {
			end(maven);
		}
	}

	@Test
	void theTableBesidePlainBootIsWritten() throws IOException {
		Path output = sources.resolve("drill.txt");
		Process maven = start(command(1).replace("--drill=all", "--drill=failover"), output);
		try {
			await(() -> !maven.isAlive());
			String told = told(output);
			assertThat(maven.exitValue()).as(told).isZero();
			assertThat(sources.resolve("sample-app/table.md")).content()
				.contains("| CLUSTER FAILOVER to each replica |");
		}
		finally {
			end(maven);
		}
	}

	private static String command(int index) throws IOException {
		List<String> commands = COMMAND.matcher(Files.readString(ROOT.resolve("README.md")))
			.results()
			.map((line) -> line.group(1))
			.toList();
		assertThat(commands).as("commands in the README").hasSize(2);
		return commands.get(index);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await("Maven").atMost(LIMIT).until(condition);
	}

	private static String told(Path output) throws IOException {
		String told = Files.readString(output);
		Assumptions.assumeFalse(NOT_FETCHED.matcher(told).find(), "Maven has not fetched all that it takes");
		Assumptions.assumeFalse(told.contains("mvn: not found"), "No Maven on the path");
		return told;
	}

	/** By a shell, as a newcomer does; at any port, since 8080 may be somebody's. */
	private static Process start(String command, Path output) throws IOException {
		ProcessBuilder maven = new ProcessBuilder("sh", "-c", command + " --batch-mode --offline")
			.directory(sources.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		maven.environment().put("SERVER_PORT", "0");
		// of the Maven that runs this test
		maven.environment()
			.keySet()
			.removeIf((name) -> name.startsWith("MAVEN_PROJECT") || name.startsWith("MAVEN_CMD"));
		return maven.start();
	}

	/** The application first, so that it ends its nodes. */
	private static void end(Process maven) {
		List<ProcessHandle> descendants = maven.descendants().toList();
		descendants.forEach(ProcessHandle::destroy);
		descendants.forEach((process) -> process.onExit().join());
		maven.destroy();
		maven.onExit().join();
	}

	/**
	 * Copies what is not built.
	 */
	private static final class CopyInto extends SimpleFileVisitor<Path> {

		private final Path target;

		CopyInto(Path target) {
			this.target = target;
		}

		@Override
		public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
			if (NOT_SOURCES.contains(directory.getFileName().toString())) {
				return FileVisitResult.SKIP_SUBTREE;
			}
			Files.createDirectories(this.target.resolve(ROOT.relativize(directory).toString()));
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			Files.copy(file, this.target.resolve(ROOT.relativize(file).toString()));
			return FileVisitResult.CONTINUE;
		}

	}

}
