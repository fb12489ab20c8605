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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;

/**
 * Starts nodes that belong to no cluster yet, and owns the client that talks to them.
 * Safe for any thread.
 */
final class NodeLauncher implements AutoCloseable {

	private static final Duration READY_LIMIT = Duration.ofSeconds(10);

	private static final int PORT_ATTEMPTS = 3;

	/** A node takes any port that is free at its start. */
	static final int ANY_PORT = 0;

	private final ClusterSettings settings;

	private final RedisProcesses processes;

	private final AtomicInteger names = new AtomicInteger();

	private final ClientResources resources = ClientResources.builder()
		.ioThreadPoolSize(2)
		.computationThreadPoolSize(2)
		.build();

	private final RedisClient client;

	/** All processes ever started, added to by {@link #start}. */
	private final List<RedisProcess> started = new CopyOnWriteArrayList<>();

	/** Set for good before the processes are gone through. */
	private volatile boolean closed;

	NodeLauncher(ClusterSettings settings, RedisProcesses processes) {
		this.settings = settings;
		this.processes = processes;
		this.client = RedisClient.create(this.resources);
		this.client.setOptions(ClientOptions.builder()
			.autoReconnect(false)
			.protocolVersion(ProtocolVersion.RESP2)
			.socketOptions(SocketOptions.builder().connectTimeout(RespLink.TIMEOUT).build())
			.timeoutOptions(TimeoutOptions.create())
			.sslOptions((settings.tls() != null) ? settings.tls().administration() : SslOptions.create())
			.build());
	}

	/**
	 * An address for a node of the first generation.
	 * @return 127.0.0.1, with a name of its own if names are announced
	 */
	NodeAddress firstAddress() {
		return named(Loopback.FIRST);
	}

	/**
	 * An address for a node that replaces another.
	 * @return a loopback address that no earlier call returned, where there are more than
	 * one, with a new name if names are announced
	 */
	NodeAddress furtherAddress() {
		return named(this.processes.furtherHost());
	}

	/**
	 * The address for a node that replaces another behind the same name and port.
	 * @param old the address of the other
	 * @return the same but for the host
	 */
	NodeAddress addressBeside(NodeAddress old) {
		return new NodeAddress(this.processes.hostBeside(old.host(), old.port()), old.port(), old.announcedHost());
	}

	private NodeAddress named(String host) {
		SwitchableResolver resolver = this.settings.resolver();
		if (resolver == null) {
			return new NodeAddress(host, ANY_PORT, host);
		}
		String name = "redis-" + this.names.incrementAndGet() + ".steadfast.test";
		resolver.map(name, host);
		return new NodeAddress(host, ANY_PORT, name);
	}

	/**
	 * Start nodes side by side.
	 * @param addresses where they listen
	 * @return the nodes, which answer
	 */
	List<RedisNode> launch(List<NodeAddress> addresses) {
		List<Starting> starting = new ArrayList<>();
		addresses.forEach((address) -> starting.add(start(address)));
		List<RedisNode> nodes = new ArrayList<>();
		for (int i = 0; i < starting.size(); i++) {
			nodes.add(ready(starting.get(i), addresses.get(i)));
		}
		return nodes;
	}

	RedisNode launch(NodeAddress address) {
		return launch(Collections.singletonList(address)).get(0);
	}

	private Starting start(NodeAddress requested) {
		NodeAddress address = (requested.port() != ANY_PORT) ? requested
				: requested.withPort(this.processes.freePort(requested.host()));
		requireOpen();
		RedisProcess process = this.processes.start(address, this.settings);
		this.started.add(process);
		if (this.closed) {
			process.delete();
		}
		requireOpen();
		return new Starting(address, process, new RespLink(this.client, address, this.settings));
	}

	private void requireOpen() {
		if (this.closed) {
			throw new IllegalStateException("The cluster is closed");
		}
	}

	private RedisNode ready(Starting first, NodeAddress requested) {
		Starting node = first;
		for (int i = 1; i < PORT_ATTEMPTS && requested.port() == ANY_PORT && lostItsPort(node); i++) {
			node = start(requested);
		}
		awaitAnswer(node.process(), node.link());
		if (node.link().call("CLUSTER", "MYID") instanceof byte[] id) {
			return new RedisNode(new String(id, StandardCharsets.US_ASCII), node.address(), node.process(),
					node.link());
		}
		throw new IllegalStateException("CLUSTER MYID was not answered with an id");
	}

	private static boolean lostItsPort(Starting node) {
		try {
			awaitAnswer(node.process(), node.link());
			return false;
		}
		catch (IllegalStateException ex) {
			// Somebody else took the port between our look and the server's bind. The
			// embedded server's library leaves out the second word.
			String log = node.process().logTail(10);
			return log.contains("Address already in use") || log.contains("Address in use");
		}
	}

	/**
	 * Wait until a server answers.
	 * @param process the server
	 * @param link the connection to it
	 * @throws IllegalStateException with the end of its log if it ends or stays silent
	 */
	static void awaitAnswer(RedisProcess process, RespLink link) {
		try {
			Await.until("redis-server to answer", READY_LIMIT, () -> {
				if (!process.isAlive() || process.isToldBy(RedisNode.text(link.call("INFO", "server")))) {
					return "";
				}
				return "another server answers at its port";
			});
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException(ex.getMessage() + "; its log ends:\n" + process.logTail(20), ex);
		}
		requireStarted(process);
	}

	/**
	 * Require that a server has not ended.
	 * @param process the server
	 * @throws IllegalStateException with the end of its log if it has
	 */
	static void requireStarted(RedisProcess process) {
		if (!process.isAlive()) {
			throw new IllegalStateException("redis-server ended at its start; its log ends:\n" + process.logTail(20));
		}
	}

	/**
	 * End all processes that were started here, what they shared, and the client.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.started.forEach(RedisProcess::delete);
		this.processes.close();
		this.client.shutdownAsync(0, 2, TimeUnit.SECONDS).join();
		this.resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
	}

	/**
	 * A server that may not answer yet.
	 */
	private record Starting(NodeAddress address, RedisProcess process, RespLink link) {
	}

}
