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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A redis-server on this machine, in a directory of its own. Safe for any thread.
 */
final class LocalProcess implements RedisProcess {

	private static final Duration END_LIMIT = Duration.ofSeconds(15);

	/** Its own session, and so another process group; macOS has no such command. */
	private static final List<String> APART = onPath("setsid") ? List.of("setsid") : List.of();

	/** Where Linux tells of its processes. */
	private static final Path PROC = Path.of("/proc/self/stat");

	private static final String CONFIGURATION = "redis.conf";

	private final String executable;

	private final Path directory;

	private final UndeletedProcesses undeleted;

	/** Replaced by {@link #restart()} alone, whose callers are the operations. */
	private volatile Process process;

	private LocalProcess(String executable, Path directory, UndeletedProcesses undeleted) throws IOException {
		this.executable = executable;
		this.directory = directory;
		this.undeleted = undeleted;
		this.process = launch();
	}

	/**
	 * Start a server in a new temporary directory.
	 * @param executable path or name of the server
	 * @param configuration lines of its configuration file
	 * @param files what it names, by name
	 * @param undeleted what it belongs to until it is deleted
	 * @return the process, which does not answer yet
	 */
	static LocalProcess start(String executable, List<String> configuration, Map<String, String> files,
			UndeletedProcesses undeleted) {
		Path directory = write(configuration, files);
		try {
			LocalProcess started = new LocalProcess(executable, directory, undeleted);
			undeleted.add(started);
			return started;
		}
		catch (IOException ex) {
			deleteAll(directory);
			throw new UncheckedIOException("Cannot start " + executable + ". " + RedisServerBinary.advice(), ex);
		}
	}

	private static Path write(List<String> configuration, Map<String, String> files) {
		Path directory = null;
		try {
			directory = Files.createTempDirectory("steadfast-redis-node");
			Files.write(directory.resolve(CONFIGURATION), configuration);
			for (Map.Entry<String, String> file : files.entrySet()) {
				Files.writeString(directory.resolve(file.getKey()), file.getValue());
			}
			return directory;
		}
		catch (IOException ex) {
			if (directory != null) {
				deleteAll(directory);
			}
			throw unwritable(ex);
		}
	}

	static UncheckedIOException unwritable(IOException cause) {
		return new UncheckedIOException("Cannot write to " + System.getProperty("java.io.tmpdir")
				+ ". Set -Djava.io.tmpdir to a directory that can be written to and has room", cause);
	}

	@Override
	public void restart() {
		try {
			this.process = launch();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start " + this.executable + " again", ex);
		}
		this.undeleted.require(this);
	}

	private Process launch() throws IOException {
		List<String> command = new ArrayList<>(this.undeleted.areApart() ? APART : List.of());
		command.addAll(List.of(this.executable, CONFIGURATION));
		return new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(Redirect.appendTo(log().toFile()))
			.start();
	}

	@Override
	public Path log() {
		return this.directory.resolve("redis.log");
	}

	@Override
	public long pid() {
		return this.process.pid();
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	@Override
	public boolean isToldBy(String info) {
		// Its directory has a name that no other has; macOS puts another path before it.
		return info.contains(this.directory.getFileName().resolve(CONFIGURATION).toString());
	}

	@Override
	public void kill() {
		endSoon();
		awaitEnd();
	}

	@Override
	public void awaitEnd() {
		Process ending = this.process;
		try {
			if (!ending.waitFor(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw stillRunning(ending);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while process " + ending.pid() + " was ending", ex);
		}
	}

	private IllegalStateException stillRunning(Process process) {
		return new IllegalStateException("Process " + process.pid() + " did not end within " + END_LIMIT.toSeconds()
				+ " s; its log ends:\n" + logTail(10));
	}

	@Override
	public void hang() {
		signal("STOP");
		// Sent is not arrived: on a busy machine the server may answer once more.
		Await.until("process " + pid() + " to stop", END_LIMIT, () -> hasStopped() ? "" : "it runs, or has ended");
	}

	private boolean hasStopped() {
		Path stat = Path.of("/proc", Long.toString(pid()), "stat");
		try {
			// The state follows the name of the program. macOS has no such file.
			return !Files.exists(PROC) || Files.readString(stat).contains(") T ");
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Override
	public void resume() {
		signal("CONT");
	}

	/**
	 * Send a signal that Java has no method for.
	 * @param signal its name, such as {@code STOP}
	 */
	private void signal(String signal) {
		try {
			Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).redirectErrorStream(true)
				.redirectOutput(Redirect.DISCARD)
				.start();
			if (kill.waitFor() != 0) {
				throw new IllegalStateException("kill -" + signal + " " + pid() + " failed");
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot run kill", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted during kill -" + signal, ex);
		}
	}

	/** End it at once, without waiting until it is gone. */
	void endSoon() {
		this.process.destroyForcibly();
	}

	@Override
	public void delete() {
		if (!this.undeleted.remove(this)) {
			return;
		}
		endSoon();
		awaitEndThoughInterrupted();
		deleteAll(this.directory);
	}

	/** A test that ran out of time is interrupted, and is to leave nothing either. */
	private void awaitEndThoughInterrupted() {
		Process ending = this.process;
		ending.onExit().completeOnTimeout(ending, END_LIMIT.toMillis(), TimeUnit.MILLISECONDS).join();
		if (ending.isAlive()) {
			throw stillRunning(ending);
		}
	}

	private static void deleteAll(Path directory) {
		try (Stream<Path> paths = Files.walk(directory)) {
			for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot delete " + directory, ex);
		}
	}

	private static boolean onPath(String command) {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, command)));
	}

}
