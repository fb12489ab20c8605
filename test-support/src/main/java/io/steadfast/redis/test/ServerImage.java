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

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.RemoteDockerImage;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * The image that a container's redis-server comes from.
 *
 * @param name the image's name, once it is there
 */
record ServerImage(Future<String> name) {

	/** Not to be looked for in any registry. */
	private static final String EMBEDDED = "localhost/steadfast-redis-test:" + RedisServerBinary.EMBEDDED_VERSION;

	private static final Duration READY_LIMIT = Duration.ofSeconds(20);

	/**
	 * A server that says why it will never be ready need not be waited for.
	 */
	private static final String READY = ".*(Ready to accept connections|FATAL CONFIG FILE ERROR|Failed listening).*";

	/**
	 * The embedded redis-server for Docker's platform and nothing else. It is kept, so
	 * that the next build finds all in Docker's cache.
	 * @return the image
	 */
	static ServerImage embedded() {
		String architecture = Objects.requireNonNullElse(DockerClientFactory.instance().getInfo().getArchitecture(),
				"unknown");
		return new ServerImage(new ImageFromDockerfile(EMBEDDED, false)
			.withFileFromTransferable("redis-server",
					Transferable.of(RedisServerBinary.embeddedFor("linux", architecture), 0755))
			.withDockerfileFromBuilder((image) -> image.from("scratch")
				.copy("redis-server", "/usr/local/bin/redis-server")
				.workDir("/data")
				.build()));
	}

	/**
	 * An image that somebody else built.
	 * @param name its name, with or without a tag
	 * @return the image
	 */
	static ServerImage named(String name) {
		return new ServerImage(new RemoteDockerImage(DockerImageName.parse(name)));
	}

	/**
	 * A container for one server.
	 * @param arguments of redis-server
	 * @return the container, which counts as started when the server is ready or has
	 * given up
	 */
	GenericContainer<?> container(String... arguments) {
		String[] command = Stream.concat(Stream.of("redis-server"), Stream.of(arguments)).toArray(String[]::new);
		return new GenericContainer<>(this.name).withCommand(command)
			.waitingFor(Wait.forLogMessage(READY, 1).withStartupTimeout(READY_LIMIT));
	}

}
