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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The wishes for a {@link RedisCluster}: by default three shards with one replica each.
 * Used by one thread.
 */
public final class RedisClusterBuilder {

	private final List<String> config = new ArrayList<>();

	private int shards = 3;

	private int replicas = 1;

	private Duration nodeTimeout = Duration.ofSeconds(3);

	private boolean requireFullCoverage = true;

	private String password = "";

	private @Nullable NodeTls tls;

	private @Nullable SwitchableResolver resolver;

	private Supplier<UndeletedProcesses> undeleted = () -> UndeletedProcesses.OF_THIS_JVM;

	/** Opens the place for a number of nodes. */
	private IntFunction<RedisProcesses> processes = (nodes) -> new LocalProcesses(this.undeleted.get());

	RedisClusterBuilder() {
	}

	/**
	 * How many shards the cluster starts with. Replicas are promoted by the votes of
	 * other shards' primaries: below three shards, a dead primary is not replaced.
	 * @param shards one or more
	 * @return this
	 */
	public RedisClusterBuilder shards(int shards) {
		if (shards < 1) {
			throw new IllegalArgumentException("shards is " + shards + ", but a cluster has at least one");
		}
		this.shards = shards;
		return this;
	}

	/**
	 * How many replicas each shard starts with.
	 * @param replicas zero or more
	 * @return this
	 */
	public RedisClusterBuilder replicas(int replicas) {
		if (replicas < 0) {
			throw new IllegalArgumentException("replicas is " + replicas + ", but cannot be negative");
		}
		this.replicas = replicas;
		return this;
	}

	/**
	 * How long a node may be silent before it is suspected
	 * ({@code cluster-node-timeout}).
	 * @param nodeTimeout a second or more on a busy machine
	 * @return this
	 */
	public RedisClusterBuilder nodeTimeout(Duration nodeTimeout) {
		if (nodeTimeout.toMillis() < 1) {
			throw new IllegalArgumentException("nodeTimeout is " + nodeTimeout + ", but takes a millisecond at least");
		}
		this.nodeTimeout = nodeTimeout;
		return this;
	}

	/**
	 * Whether the whole cluster refuses to serve while a slot has no owner
	 * ({@code cluster-require-full-coverage}), which is Redis's default and ours.
	 * @param requireFullCoverage whether it does
	 * @return this
	 */
	public RedisClusterBuilder requireFullCoverage(boolean requireFullCoverage) {
		this.requireFullCoverage = requireFullCoverage;
		return this;
	}

	/**
	 * The password of every node ({@code requirepass} and {@code masterauth}).
	 * @param password without white space and quotes
	 * @return this
	 */
	public RedisClusterBuilder password(String password) {
		if (password.matches("(?s).*[\\s\"'].*")) {
			throw new IllegalArgumentException(
					"password has white space or a quote, which do not fit into a configuration file");
		}
		this.password = password;
		return this;
	}

	String password() {
		return this.password;
	}

	/**
	 * Let nodes speak TLS and nothing else, with clients and with one another, and take
	 * clients with or without a certificate. Not in containers.
	 * @param authority issued what nodes show one another
	 * @param node the certificate of every node, good for the names and addresses that
	 * the test wants
	 * @return this
	 */
	public RedisClusterBuilder tls(CertificateAuthority authority, IssuedCertificate node) {
		this.tls = new NodeTls(authority, node, "no");
		return this;
	}

	/**
	 * As {@link #tls}, but let in only clients with a certificate of the authority.
	 * @param authority issued what nodes and clients show
	 * @param node the certificate of every node
	 * @return this
	 */
	public RedisClusterBuilder mutualTls(CertificateAuthority authority, IssuedCertificate node) {
		this.tls = new NodeTls(authority, node, "yes");
		return this;
	}

	/**
	 * A directive for the configuration file of every node; wins over ours. One that may
	 * stand in the file several times, such as {@code user}, may be given several times.
	 * @param key name, such as {@code maxmemory}
	 * @param value its arguments as they would be written in the file
	 * @return this
	 */
	public RedisClusterBuilder config(String key, String value) {
		this.config.add(key + " " + value);
		return this;
	}

	/**
	 * Let nodes announce host names ({@code redis-1.steadfast.test} and so on) instead of
	 * addresses; clients need the resolver to reach them.
	 * @param resolver learns the names
	 * @return this
	 */
	public RedisClusterBuilder hostNames(SwitchableResolver resolver) {
		this.resolver = resolver;
		return this;
	}

	/**
	 * Say who ends the nodes when this JVM ends and the cluster was not closed. By
	 * default it is a hook of the JVM, which runs side by side with all others, and
	 * Ctrl-C reaches them, too: an application that is to end before its nodes do needs
	 * more. On macOS Ctrl-C reaches them still. Nodes in containers end by themselves.
	 * @param shutdown is given what ends the nodes, before the first of them is started,
	 * to be run after all that needs them
	 * @return this
	 */
	public RedisClusterBuilder atShutdown(Consumer<Runnable> shutdown) {
		this.undeleted = () -> UndeletedProcesses.endedBy(shutdown);
		return this;
	}

	/**
	 * Run each node in a container of its own, in an image made of the embedded
	 * redis-server. Needs Docker on this machine and
	 * {@code org.testcontainers:testcontainers} on the class path; pulls no image.
	 * @return this
	 */
	public RedisClusterBuilder inContainers() {
		this.processes = (nodes) -> ContainerProcesses.open(ServerImage::embedded, nodes);
		return this;
	}

	/**
	 * Run each node in a container of its own, in the given image. Needs Docker on this
	 * machine and {@code org.testcontainers:testcontainers} on the class path.
	 * @param image an image of Redis 7.0 or newer or of Valkey, in which
	 * {@code redis-server} is a command
	 * @return this
	 */
	public RedisClusterBuilder inContainers(String image) {
		this.processes = (nodes) -> ContainerProcesses.open(() -> ServerImage.named(image), nodes);
		return this;
	}

	/**
	 * Start the nodes and form the cluster.
	 * @return the cluster, healthy
	 * @throws IllegalStateException if it is not within half a minute, or if no Docker
	 * answers that containers were wished from; the message says what was in the way
	 */
	public RedisCluster start() {
		return RedisCluster.start(settings(), open(this.shards * (1 + this.replicas)));
	}

	/**
	 * Use a cluster that runs already, with the password and the node timeout given here.
	 * Failovers and migrations are done to it for real; whatever needs the process of a
	 * node, or another node, throws an {@link UnsupportedOperationException}. Not for
	 * nodes that speak TLS.
	 * @param seed {@code host:port} of any of its nodes
	 * @return the cluster, which runs on when it is closed
	 * @throws IllegalStateException if a node does not answer
	 */
	public RedisCluster find(String seed) {
		return RedisCluster.find(settings(), seed);
	}

	private ClusterSettings settings() {
		return new ClusterSettings(this.shards, this.replicas, this.nodeTimeout, this.requireFullCoverage,
				this.password, this.config, this.tls, this.resolver);
	}

	private RedisProcesses open(int nodes) {
		try {
			return this.processes.apply(nodes);
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException("Containers need org.testcontainers:testcontainers on the class path: add"
					+ " it as a dependency with test scope, or leave out inContainers()", ex);
		}
	}

}
