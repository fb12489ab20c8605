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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * The redis-server or valkey-server executable: the one named by a system property, or
 * the embedded one, unpacked once per JVM.
 */
final class RedisServerBinary {

	/**
	 * System property with the path or the name of a redis-server or valkey-server.
	 */
	static final String PROPERTY = "steadfast.redis.server";

	/** The version of the embedded executable. */
	static final String EMBEDDED_VERSION = "7.0.15";

	private static final String RESOURCE_PREFIX = "redis-server-" + EMBEDDED_VERSION + "-";

	private static final Embedded EMBEDDED = new Embedded(System.getProperty("os.name"), System.getProperty("os.arch"));

	private RedisServerBinary() {
	}

	/**
	 * The executable to start.
	 * @return a path, or a name to be looked up in {@code PATH}
	 */
	static String command() {
		String named = named();
		if (named.isBlank()) {
			return EMBEDDED.executable().toString();
		}
		// A server is started in a directory of its own, from which a relative path leads
		// elsewhere.
		return named.contains(File.separator) ? Path.of(named).toAbsolutePath().toString() : named;
	}

	private static String named() {
		return System.getProperty(PROPERTY, "");
	}

	/**
	 * What to do where the executable exists and does not start.
	 * @return one sentence
	 */
	static String advice() {
		return named().isBlank() ? "Does its directory let programs run? If not, set -Djava.io.tmpdir to one that does"
				: "Does -D" + PROPERTY + " name a redis-server or valkey-server?";
	}

	/**
	 * The embedded executable for a platform.
	 * @param osName the value of {@code os.name}
	 * @param osArch the value of {@code os.arch}
	 * @return name of the resource in embedded-redis
	 * @throws IllegalStateException if there is none for the platform
	 */
	static String resourceFor(String osName, String osArch) {
		String os = osName.toLowerCase(Locale.ROOT);
		String arch = switch (osArch.toLowerCase(Locale.ROOT)) {
			case "amd64", "x86_64" -> "amd64";
			case "aarch64", "arm64" -> "arm64";
			case "x86", "i386", "i686" -> "386";
			default -> "";
		};
		if (os.startsWith("linux") && !arch.isEmpty()) {
			return RESOURCE_PREFIX + "linux-" + arch;
		}
		if (os.startsWith("mac") && !arch.isEmpty() && !arch.equals("386")) {
			return RESOURCE_PREFIX + "darwin-" + arch;
		}
		throw new IllegalStateException("There is no embedded redis-server for " + osName + " on " + osArch
				+ ". Install one and name it: -D" + PROPERTY + "=/path/to/redis-server");
	}

	/**
	 * The embedded executable for a platform, as bytes.
	 * @param osName the value of {@code os.name}
	 * @param osArch the value of {@code os.arch}
	 * @return a program that needs no library
	 * @throws IllegalStateException if there is none for the platform
	 */
	static byte[] embeddedFor(String osName, String osArch) {
		String resource = resourceFor(osName, osArch);
		try (InputStream in = redis.embedded.RedisServer.class.getResourceAsStream("/" + resource)) {
			if (in == null) {
				throw new IllegalStateException(resource + " is missing in org.signal:embedded-redis");
			}
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + resource, ex);
		}
	}

	/**
	 * The embedded executable of a platform, unpacked when it is first asked for and kept
	 * until the JVM ends. Safe for any thread.
	 */
	static final class Embedded {

		private final String osName;

		private final String osArch;

		private final Lock unpacking = new ReentrantLock();

		/** Read and written under the lock. */
		private @Nullable Path executable;

		Embedded(String osName, String osArch) {
			this.osName = osName;
			this.osArch = osArch;
		}

		/**
		 * The unpacked executable.
		 * @return its path
		 * @throws IllegalStateException if there is none for the platform
		 */
		Path executable() {
			this.unpacking.lock();
			try {
				Path unpacked = (this.executable != null) ? this.executable
						: unpack(embeddedFor(this.osName, this.osArch));
				this.executable = unpacked;
				return unpacked;
			}
			finally {
				this.unpacking.unlock();
			}
		}

		private static Path unpack(byte[] program) {
			try {
				Path directory = Files.createTempDirectory("steadfast-redis-server");
				Path executable = directory.resolve("redis-server");
				// Deleted in reverse order of registration.
				directory.toFile().deleteOnExit();
				executable.toFile().deleteOnExit();
				Files.write(executable, program);
				if (!executable.toFile().setExecutable(true)) {
					throw new IllegalStateException("Cannot make " + executable + " executable");
				}
				return executable;
			}
			catch (IOException ex) {
				throw LocalProcess.unwritable(ex);
			}
		}

	}

}
