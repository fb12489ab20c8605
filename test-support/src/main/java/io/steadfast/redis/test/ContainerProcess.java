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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.ToStringConsumer;
import org.testcontainers.images.builder.Transferable;

/**
 * A redis-server in a container. Safe for any thread.
 */
final class ContainerProcess implements RedisProcess {

	private static final Duration END_LIMIT = Duration.ofSeconds(15);

	private static final String CONFIGURATION = "/redis.conf";

	private final GenericContainer<?> container;

	private final Path log;

	private final Runnable afterwards;

	private final AtomicBoolean deleted = new AtomicBoolean();

	/** Replaced by {@link #restart()} alone, whose callers are the operations. */
	private volatile ContainerRun run;

	private ContainerProcess(GenericContainer<?> container, Path log, Runnable afterwards) {
		this.container = container;
		this.log = log;
		this.afterwards = afterwards;
		this.run = ContainerRun.of(docker(), id());
	}

	/**
	 * Start a server in a new container.
	 * @param image with a redis-server
	 * @param network the container whose network it shares
	 * @param configuration lines of its configuration file
	 * @param afterwards called once it has been deleted
	 * @return the process, which is ready or has given up
	 */
	static ContainerProcess start(ServerImage image, String network, List<String> configuration, Runnable afterwards) {
		ToStringConsumer output = new ToStringConsumer();
		GenericContainer<?> container = image.container(CONFIGURATION)
			.withNetworkMode("container:" + network)
			.withCopyToContainer(Transferable.of(String.join("\n", configuration)), CONFIGURATION)
			.withLogConsumer(output);
		try {
			container.start();
			return new ContainerProcess(container, Files.createTempFile("steadfast-redis-node", ".log"), afterwards);
		}
		catch (ContainerLaunchException ex) {
			throw new IllegalStateException(
					"redis-server did not become ready in its container; its log:\n" + output.toUtf8String(), ex);
		}
		catch (IOException ex) {
			container.stop();
			throw new UncheckedIOException("Cannot create a file for the log", ex);
		}
	}

	private DockerClient docker() {
		return this.container.getDockerClient();
	}

	private String id() {
		return this.container.getContainerId();
	}

	@Override
	public void restart() {
		docker().startContainerCmd(id()).exec();
		this.run = ContainerRun.of(docker(), id());
	}

	@Override
	public Path log() {
		try {
			return Files.writeString(this.log, this.container.getLogs());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + this.log, ex);
		}
	}

	@Override
	public long pid() {
		return this.run.pid();
	}

	@Override
	public boolean isAlive() {
		return !this.run.hasEnded();
	}

	@Override
	public void kill() {
		if (isAlive()) {
			try {
				docker().killContainerCmd(id()).exec();
			}
			catch (ConflictException ex) {
				// It ended by itself since we looked.
			}
		}
		awaitEnd();
	}

	@Override
	public void awaitEnd() {
		if (!this.run.hasEndedWithin(END_LIMIT)) {
			throw new IllegalStateException("Container " + id() + " did not end within " + END_LIMIT.toSeconds()
					+ " s; its log ends:\n" + logTail(10));
		}
	}

	@Override
	public void hang() {
		docker().pauseContainerCmd(id()).exec();
	}

	@Override
	public void resume() {
		docker().unpauseContainerCmd(id()).exec();
	}

	@Override
	public void delete() {
		if (!this.deleted.compareAndSet(false, true)) {
			return;
		}
		this.container.stop();
		this.afterwards.run();
		try {
			Files.deleteIfExists(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot delete " + this.log, ex);
		}
	}

}
