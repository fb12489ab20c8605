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
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Maven that a test has started, and what it tells. A test whose Maven fails because it
 * has not got what others publish is skipped; what we publish ourselves is no excuse.
 */
final class MavenRun implements AutoCloseable {

	/** Of the Maven that runs this test, which Surefire tells. */
	static final String LOCAL_REPOSITORY = System.getProperty("localRepository",
			Path.of(System.getProperty("user.home"), ".m2", "repository").toString());

	private static final Duration LIMIT = Duration.ofMinutes(10);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	/** In what it failed with: it also warns of what it can do without. */
	private static final Pattern NOT_FETCHED = Pattern
		.compile("(?m)^\\[ERROR\\].*(?:in offline mode|No plugin found for prefix"
				+ "|Could not transfer (?:artifact|metadata) (?!io\\.steadfast)|failed to transfer from).*");

	private final Process process;

	private final Path output;

	private MavenRun(Process process, Path output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Start one by a shell, as a user does; an application gets any port, since 8080 may
	 * be somebody's.
	 * @param command which begins with mvn
	 * @param directory where it runs
	 * @return what the test has to close
	 */
	static MavenRun start(String command, Path directory) throws IOException {
		return start(command, directory, Path.of(LOCAL_REPOSITORY));
	}

	/**
	 * Start one that keeps what it fetches apart.
	 * @param command which begins with mvn
	 * @param directory where it runs
	 * @param localRepository where it keeps what it has fetched
	 * @return what the test has to close
	 */
	static MavenRun start(String command, Path directory, Path localRepository) throws IOException {
		Path output = Files.createTempFile(directory, "maven", ".txt");
		ProcessBuilder maven = new ProcessBuilder("sh", "-c",
				command + " --batch-mode --no-transfer-progress '-Dmaven.repo.local=" + localRepository + "'")
			.directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile());
		maven.environment().put("SERVER_PORT", "0");
		// of the Maven that runs this test
		maven.environment()
			.keySet()
			.removeIf((name) -> name.startsWith("MAVEN_PROJECT") || name.startsWith("MAVEN_CMD"));
		return new MavenRun(maven.start(), output);
	}

	/**
	 * Wait until it has built, and require that it could.
	 * @return what it told
	 */
	String awaitSuccess() throws IOException {
		await(() -> !this.process.isAlive());
		String told = told();
		assertThat(this.process.exitValue()).as(told).isZero();
		return told;
	}

	/**
	 * Wait until the application that it runs answers.
	 * @return where
	 */
	String awaitAddress() throws IOException {
		await(() -> !this.process.isAlive() || PORT.matcher(Files.readString(this.output)).find());
		String told = told();
		Matcher port = PORT.matcher(told);
		assertThat(port.find()).as(told).isTrue();
		return "http://localhost:" + port.group(1);
	}

	private static void await(Callable<Boolean> condition) {
		Awaitility.await("Maven").atMost(LIMIT).until(condition);
	}

	private String told() throws IOException {
		String told = Files.readString(this.output);
		if (!this.process.isAlive() && this.process.exitValue() != 0) {
			Matcher notFetched = NOT_FETCHED.matcher(told);
			Assumptions.assumeFalse(notFetched.find(), () -> "Maven lacks what it takes: " + notFetched.group());
			Assumptions.assumeFalse(told.contains("mvn: not found"), "No Maven on the path");
		}
		return told;
	}

	/**
	 * Do as Ctrl-C does, and wait until all that runs here has ended. Takes a command
	 * that begins with {@code exec setsid}: else it has no process group of its own.
	 * @return what was told from then on
	 */
	String interrupt() throws IOException, InterruptedException {
		int before = Files.readString(this.output).length();
		List<ProcessHandle> descendants = this.process.descendants().toList();
		Process kill = new ProcessBuilder("kill", "-INT", "--", "-" + this.process.pid()).start();
		assertThat(kill.waitFor()).as("exit of kill").isZero();
		await(() -> !this.process.isAlive() && descendants.stream().noneMatch(ProcessHandle::isAlive));
		return Files.readString(this.output).substring(before);
	}

	/** The application first, so that it ends what it started. */
	@Override
	public void close() {
		List<ProcessHandle> descendants = this.process.descendants().toList();
		descendants.forEach(ProcessHandle::destroy);
		descendants.forEach((started) -> started.onExit().join());
		this.process.destroy();
		this.process.onExit().join();
	}

}
