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

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The handle of a {@link ContenderProcess}. Not thread-safe. A process of its own means
 * that no contender pays for the threads, the garbage and the compiled code of another
 * one, and that each may have the libraries that it needs.
 */
final class Fork implements Runner {

	/**
	 * The same heap for each, all of it in memory from the start: one that grows is
	 * served page by page while it is measured, which on a virtual machine costs up to a
	 * quarter of the throughput, and not the same in each process.
	 */
	private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

	private final ContenderName name;

	private final Process process;

	private final Socket socket;

	private final ObjectOutputStream loads;

	private final ObjectInputStream answers;

	/**
	 * Start a process, and wait until its contender is connected.
	 * @throws IOException if it ends before that
	 */
	Fork(ContenderName name, List<String> seeds) throws IOException {
		this.name = name;
		try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			this.process = new ProcessBuilder(command(name, door.getLocalPort(), seeds)).inheritIO().start();
			// A process that ends does not come.
			this.process.onExit().thenRun(() -> close(door));
			this.socket = door.accept();
			this.loads = new ObjectOutputStream(this.socket.getOutputStream());
			this.loads.flush();
			this.answers = new ObjectInputStream(this.socket.getInputStream());
			answer();
		}
		catch (IOException ex) {
			throw new IOException(name.text() + " did not start; its process said why", ex);
		}
	}

	private static void close(Closeable door) {
		try {
			door.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> command(ContenderName name, int port, List<String> seeds) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		// On two cores the common pool has one thread, so that futures start a thread for
		// each stage that is asynchronous.
		command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism="
				+ Math.max(2, Runtime.getRuntime().availableProcessors() - 1));
		List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
		if (given.stream().noneMatch((argument) -> argument.startsWith("-Xm"))) {
			command.addAll(HEAP);
		}
		command.addAll(given);
		command.add("-Dio.lettuce.core.epoll=" + name.nativeTransport());
		command.add("-cp");
		String classPath = ManagementFactory.getRuntimeMXBean().getClassPath();
		command.add(name.kind().equals(Contenders.LETTUCE_7)
				? beside(Contenders.LETTUCE_7) + File.separator + "*" + File.pathSeparator + classPath : classPath);
		command.add(ContenderProcess.class.getName());
		command.add(String.valueOf(port));
		command.add(name.text());
		command.addAll(seeds);
		return command;
	}

	/** A folder that the build puts beside the classes or the jar of this class. */
	private static Path beside(String folder) {
		try {
			Path own = Path.of(Fork.class.getProtectionDomain().getCodeSource().getLocation().toURI());
			return own.resolveSibling(folder);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public Optional<Sample> run(Load load) {
		try {
			this.loads.writeObject(load);
			this.loads.flush();
			return Optional.ofNullable(answer().sample());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("the process of " + this.name.text() + " has ended", ex);
		}
	}

	private Answer answer() throws IOException {
		try {
			Answer answer = (Answer) this.answers.readObject();
			if (answer.failure() != null) {
				throw new IllegalStateException(this.name.text() + " failed: " + answer.failure());
			}
			return answer;
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.socket.close();
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
