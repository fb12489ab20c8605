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

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * Servers in containers, one each, that share the network of one more container. There
 * and on this machine, each is found at the same port of 127.0.0.1: what nodes tell one
 * another and what they tell clients is the same address.
 */
final class ContainerProcesses implements RedisProcesses {

	/** Ports must be known before the first node starts; so many may join later. */
	private static final int SPARE_PORTS = 14;

	private final ServerImage image;

	/** Holds the network while nodes come and go: a server that knows no cluster. */
	private final GenericContainer<?> network;

	/** Ports that no node has, the one that was free for longest first. */
	private final Queue<Integer> ports;

	private ContainerProcesses(ServerImage image, GenericContainer<?> network, List<Integer> ports) {
		this.image = image;
		this.network = network;
		this.ports = new ConcurrentLinkedQueue<>(ports);
	}

	/**
	 * Open a network for containers.
	 * @param source where their servers come from, asked once Docker has answered
	 * @param nodes how many there are at the start
	 * @return the network, without a node
	 * @throws NoDockerException if no Docker answers, or none on this machine
	 */
	static ContainerProcesses open(Supplier<ServerImage> source, int nodes) {
		requireDocker();
		ServerImage image = source.get();
		int own = Loopback.freePort(Loopback.FIRST);
		List<Integer> ports = Stream.generate(() -> Loopback.freePort(Loopback.FIRST))
			.limit(nodes + SPARE_PORTS)
			.toList();
		GenericContainer<?> network = image.container("--port", Integer.toString(own));
		network.setPortBindings(
				Stream.concat(Stream.of(own), ports.stream()).map(ContainerProcesses::onLoopback).toList());
		network.start();
		if (!Loopback.answers(Loopback.FIRST, own)) {
			network.stop();
			throw new NoDockerException("Docker answers, but a port that it opens on 127.0.0.1 is not reachable from"
					+ " here: it runs on another machine, or this JVM runs in a container.");
		}
		return new ContainerProcesses(image, network, ports);
	}

	private static String onLoopback(int port) {
		return "%s:%d:%d".formatted(Loopback.FIRST, port, port);
	}

	private static void requireDocker() {
		try {
			DockerClientFactory.instance().client();
		}
		catch (RuntimeException ex) {
			throw new NoDockerException("No Docker answers (" + ex.getMessage() + ").");
		}
	}

	@Override
	public RedisProcess start(NodeAddress address, ClusterSettings settings) {
		if (!settings.files().isEmpty()) {
			throw new IllegalStateException("Nodes in containers get no certificates; leave out inContainers()");
		}
		return ContainerProcess.start(this.image, this.network.getContainerId(),
				// Docker opens the port on the machine's 127.0.0.1 alone.
				settings.linesFor(address, "0.0.0.0"), () -> this.ports.add(address.port()));
	}

	@Override
	public int freePort(String host) {
		Integer port = this.ports.poll();
		if (port == null) {
			throw new IllegalStateException("A cluster in containers has room for " + SPARE_PORTS
					+ " nodes more than it started with; remove some first, or start it with more shards");
		}
		return port;
	}

	@Override
	public String furtherHost() {
		return Loopback.FIRST;
	}

	@Override
	public String hostBeside(String host, int port) {
		throw new IllegalStateException(
				"Nodes in containers share one address, so that none can be replaced in place; leave out inContainers()");
	}

	@Override
	public void close() {
		this.network.stop();
	}

}
