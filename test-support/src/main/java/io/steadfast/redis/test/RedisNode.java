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
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link RedisCluster}: a redis-server process, dead or alive. Safe for any
 * thread.
 */
public final class RedisNode {

	private final String id;

	private final NodeAddress address;

	private final RedisProcess process;

	private final RespLink link;

	/** Written by hang and resume, whose callers are the operations. */
	private volatile boolean hung;

	RedisNode(String id, NodeAddress address, RedisProcess process, RespLink link) {
		this.id = id;
		this.address = address;
		this.process = process;
		this.link = link;
	}

	/**
	 * The id that the node gave itself, which outlives a restart.
	 * @return forty hexadecimal digits
	 */
	public String id() {
		return this.id;
	}

	/**
	 * The address that the node listens on.
	 * @return an address of the loopback interface
	 */
	public String host() {
		return this.address.host();
	}

	/**
	 * The port that the node listens on for clients.
	 * @return a port below 32768
	 */
	public int port() {
		return this.address.port();
	}

	/**
	 * The host that the cluster tells clients to connect to.
	 * @return a host name if the cluster announces names, else {@link #host()}
	 */
	public String announcedHost() {
		return this.address.announcedHost();
	}

	/**
	 * The endpoint that the cluster tells clients to connect to.
	 * @return {@code announced host:port}
	 */
	public String endpoint() {
		return this.address.endpoint();
	}

	/**
	 * The operating system's number of the process.
	 * @return the process id of the last start, on Docker's machine if it is in a
	 * container
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Whether the process exists; one that hangs does.
	 * @return whether it runs
	 */
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * The node's log file, deleted when the cluster is closed. In a container, this is
	 * the log of the moment.
	 * @return its path
	 */
	public Path log() {
		return this.process.log();
	}

	/**
	 * Send a command to this very node, without following redirects.
	 * @param command name and arguments
	 * @return the reply as text: numbers in decimal, nothing as {@code (nil)}, an array
	 * as one line per element
	 * @throws io.lettuce.core.RedisException if the node answers with an error, or not
	 * within three seconds
	 */
	public String execute(String... command) {
		return text(this.link.call(command));
	}

	/**
	 * Whether this node can be asked anything.
	 * @return whether its process runs and is not suspended
	 */
	boolean answers() {
		return isAlive() && !this.hung;
	}

	NodeAddress address() {
		return this.address;
	}

	RespLink link() {
		return this.link;
	}

	RedisProcess process() {
		return this.process;
	}

	ClusterSnapshot snapshot() {
		return ClusterSnapshot.parse(execute("CLUSTER", "NODES"));
	}

	/**
	 * Whether two nodes belong to one shard.
	 * @param one a node
	 * @param other another node
	 * @return whether this node counts both to the same shard
	 */
	boolean seesInOneShard(RedisNode one, RedisNode other) {
		return this.link.call("CLUSTER", "SHARDS") instanceof List<?> shards && shards.stream()
			.map(RedisNode::text)
			.anyMatch((shard) -> shard.contains(one.id()) && shard.contains(other.id()));
	}

	/**
	 * A field of {@code INFO} or {@code CLUSTER INFO}.
	 * @param name name of the field
	 * @param command the command that lists it
	 * @return its value, or an empty string
	 */
	String field(String name, String... command) {
		return execute(command).lines()
			.filter((line) -> line.startsWith(name + ":"))
			.map((line) -> line.substring(name.length() + 1).strip())
			.findFirst()
			.orElse("");
	}

	void hang() {
		this.process.requireOurs("suspended");
		this.hung = true;
		this.process.hang();
	}

	void resume() {
		if (isAlive() && this.hung) {
			this.process.resume();
		}
		this.hung = false;
	}

	void restart() {
		this.hung = false;
		this.process.restart();
	}

	/**
	 * End the process gracefully; it can be started again.
	 */
	void stop() {
		this.process.requireOurs("stopped");
		// A server that ends closes the connection instead of answering.
		Future<Object> unused = this.link.send("SHUTDOWN", "NOSAVE");
		this.process.awaitEnd();
	}

	/**
	 * End the process for good.
	 */
	void end() {
		if (answers()) {
			stop();
		}
		this.process.delete();
		this.link.close();
	}

	@Override
	public String toString() {
		return endpoint() + (this.address.hasName() ? " on " + host() : "") + " (" + this.id.substring(0, 8) + ")";
	}

	static String text(@Nullable Object reply) {
		if (reply instanceof byte[] bytes) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		if (reply instanceof List<?> elements) {
			return elements.stream().map(RedisNode::text).collect(Collectors.joining("\n"));
		}
		return (reply != null) ? reply.toString() : "(nil)";
	}

}
