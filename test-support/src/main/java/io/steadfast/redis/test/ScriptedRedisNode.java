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

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.netty.channel.EventLoopGroup;

/**
 * A node in this process that gives exactly the replies, delays and disconnects that a
 * test has written down, and remembers what it was asked. Answers what clients ask when
 * they connect, and calls itself a cluster of one node, unless told otherwise. Safe for
 * any thread; handlers run on the node's only thread and must not block.
 */
public final class ScriptedRedisNode implements AutoCloseable {

	private static final AtomicInteger NODES = new AtomicInteger();

	private final String id = String.format("%040x", NODES.incrementAndGet());

	private final Script script = new Script(this.id);

	private final ScriptedListener listener;

	private final Runnable end;

	private ScriptedRedisNode(String host, int port) {
		EventLoopGroup own = ScriptedListener.newThread();
		this.end = () -> ScriptedListener.end(own);
		this.listener = new ScriptedListener(this.script, new InetSocketAddress(host, port), own);
		clusterNodes(row("0-16383"));
	}

	/** One of many, which share a thread and remember nothing. */
	ScriptedRedisNode(String host, EventLoopGroup shared) {
		this.end = () -> {
		};
		this.script.forgetful();
		this.listener = new ScriptedListener(this.script, new InetSocketAddress(host, 0), shared);
	}

	/**
	 * Start a node on a free port of 127.0.0.1.
	 * @return the node, listening
	 */
	public static ScriptedRedisNode start() {
		return start(Loopback.FIRST, 0);
	}

	/**
	 * Start a node.
	 * @param host address to bind
	 * @param port port to bind, zero for any
	 * @return the node, listening
	 */
	public static ScriptedRedisNode start(String host, int port) {
		return new ScriptedRedisNode(host, port);
	}

	/**
	 * Answer a command by a function, from now on.
	 * @param command its name, or name and subcommand: {@code GET}, {@code CLUSTER NODES}
	 * @param handler gets the command and returns what to do
	 * @return this
	 */
	public ScriptedRedisNode on(String command, Function<ScriptedRequest, ScriptedReply> handler) {
		this.script.on(command, handler);
		return this;
	}

	/**
	 * Answer a command by the given replies in their order, and by the last one for ever.
	 * @param command its name, or name and subcommand
	 * @param first reply to the next such command
	 * @param others replies to those after it
	 * @return this
	 */
	public ScriptedRedisNode on(String command, ScriptedReply first, ScriptedReply... others) {
		List<ScriptedReply> replies = new ArrayList<>(List.of(others));
		replies.add(0, first);
		this.script.on(command, List.copyOf(replies));
		return this;
	}

	/**
	 * Answer {@code CLUSTER NODES}. The same rows may be given to all nodes: each marks
	 * its own as {@code myself}.
	 * @param rows lines without line ends, from {@link #row} or by hand
	 * @return this
	 */
	public ScriptedRedisNode clusterNodes(String... rows) {
		String marked = Arrays.stream(rows).map(this::markMyself).collect(Collectors.joining("\n", "", "\n"));
		return on("CLUSTER NODES", ScriptedReply.bulk(marked));
	}

	private String markMyself(String row) {
		boolean unmarked = row.startsWith(this.id) && !row.contains("myself");
		return unmarked ? row.replaceFirst("@(\\d+) ", "@$1 myself,") : row;
	}

	/**
	 * Delay the answer to the first command of each new connection.
	 * @param delay zero for none
	 * @return this
	 */
	public ScriptedRedisNode handshakeDelay(Duration delay) {
		this.script.handshakeDelay(delay);
		return this;
	}

	/**
	 * Leave what arrives on a new connection unread for a while after accepting it.
	 * @param delay zero for none
	 * @return this
	 */
	public ScriptedRedisNode readDelay(Duration delay) {
		this.script.readDelay(delay);
		return this;
	}

	/**
	 * A row of {@code CLUSTER NODES} about this node as a primary with config epoch 1.
	 * @param slots such as {@code 0-16383}, or empty
	 * @return the row
	 */
	public String row(String slots) {
		return row(1, slots);
	}

	/**
	 * A row of {@code CLUSTER NODES} about this node as a primary.
	 * @param epoch config epoch
	 * @param slots such as {@code 0-16383}, or empty
	 * @return the row
	 */
	public String row(long epoch, String slots) {
		return "%s %s@%d master - 0 0 %d connected %s"
			.formatted(this.id, endpoint(), port() + NodeAddress.BUS_OFFSET, epoch, slots)
			.strip();
	}

	/**
	 * A row of {@code CLUSTER NODES} about this node as a replica.
	 * @param primary the node that it follows
	 * @return the row
	 */
	public String replicaRow(ScriptedRedisNode primary) {
		return "%s %s@%d slave %s 0 0 1 connected".formatted(this.id, endpoint(), port() + NodeAddress.BUS_OFFSET,
				primary.id());
	}

	/**
	 * The id that the node gives itself.
	 * @return forty hexadecimal digits, different for each node of this JVM
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The address that the node listens on.
	 * @return an IP address
	 */
	public String host() {
		return this.listener.address().getAddress().getHostAddress();
	}

	/**
	 * The port that the node listens on.
	 * @return the same for the node's whole life
	 */
	public int port() {
		return this.listener.address().getPort();
	}

	/**
	 * Where the node listens, also while it is down.
	 * @return {@code host:port}
	 */
	public String endpoint() {
		return host() + ":" + port();
	}

	/**
	 * The commands of all connections in the order of their arrival.
	 * @return a copy
	 */
	public List<ScriptedRequest> received() {
		return this.script.received();
	}

	/**
	 * The commands of one name in the order of their arrival.
	 * @param name command name
	 * @return a copy
	 */
	public List<ScriptedRequest> received(String name) {
		return received().stream().filter((request) -> request.name().equalsIgnoreCase(name)).toList();
	}

	/**
	 * How many connections have been accepted so far.
	 * @return a number that only grows
	 */
	public int connectionsOpened() {
		return this.listener.opened();
	}

	/**
	 * How many connections are open.
	 * @return their number now
	 */
	public int connectionsOpen() {
		return this.listener.open();
	}

	/**
	 * Close all connections; new ones are accepted.
	 */
	public void disconnectAll() {
		this.listener.disconnectAll();
	}

	/**
	 * Close all connections and refuse new ones.
	 */
	public void down() {
		this.listener.down();
	}

	/**
	 * Listen again, on the same port as before.
	 */
	public void up() {
		this.listener.up();
	}

	/**
	 * Go down for good.
	 */
	@Override
	public void close() {
		this.listener.down();
		this.end.run();
	}

}
