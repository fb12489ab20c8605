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

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/**
 * A {@link RedisCluster} in containers as one container of Testcontainers: for
 * {@code @Container}, and for Spring Boot's {@code @ServiceConnection}. It starts and
 * stops the containers of all nodes and is none itself, so the builder is what configures
 * it, and the {@code with...} methods have no effect. Needs Docker on this machine.
 * Started and stopped by one thread at a time; any thread may ask for the cluster.
 */
public final class RedisClusterContainer extends GenericContainer<RedisClusterContainer> {

	/**
	 * No image has this name. Boot takes the last part of it for that of the service, and
	 * would take what is called {@code redis} for a single server.
	 */
	private static final String NAME = "localhost/steadfast-redis-cluster";

	private final RedisClusterBuilder wishes;

	/** Written by who starts and stops it. */
	private volatile @Nullable RedisCluster cluster;

	/**
	 * Create the default cluster.
	 */
	public RedisClusterContainer() {
		this((builder) -> {
		});
	}

	/**
	 * Create a cluster.
	 * @param wishes changes the default cluster, for example its image by
	 * {@code inContainers("redis:8")}
	 */
	public RedisClusterContainer(Consumer<RedisClusterBuilder> wishes) {
		super(CompletableFuture.completedFuture(NAME));
		this.wishes = RedisCluster.builder().inContainers();
		wishes.accept(this.wishes);
	}

	/**
	 * The running cluster.
	 * @return its nodes and what can be done to them
	 * @throws IllegalStateException if it is not running
	 */
	public RedisCluster cluster() {
		RedisCluster running = this.cluster;
		if (running == null) {
			throw new IllegalStateException("The cluster is not running; is the field a @Container?");
		}
		return running;
	}

	/**
	 * The password of every node.
	 * @return the password, or {@code null} if there is none
	 */
	public @Nullable String getPassword() {
		return this.wishes.password().isEmpty() ? null : this.wishes.password();
	}

	@Override
	public void start() {
		if (this.cluster == null) {
			this.cluster = this.wishes.start();
		}
	}

	@Override
	public void stop() {
		RedisCluster running = this.cluster;
		this.cluster = null;
		if (running != null) {
			running.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.cluster != null;
	}

	@Override
	public String getDockerImageName() {
		return NAME;
	}

	@Override
	public String toString() {
		return "RedisClusterContainer[" + (isRunning() ? cluster().seeds() : "not running") + "]";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}

}
