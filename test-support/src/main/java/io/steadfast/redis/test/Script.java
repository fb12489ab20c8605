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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Which reply a {@link ScriptedRedisNode} gives to which command, how late, and what it
 * was asked. Safe for any thread.
 */
final class Script {

	private final Map<String, Function<ScriptedRequest, ScriptedReply>> handlers = new ConcurrentHashMap<>();

	private final Queue<ScriptedRequest> received = new ConcurrentLinkedQueue<>();

	/** Written before the node listens. */
	private boolean forgetful;

	/** Written by the test's thread, read by the node's. */
	private volatile Duration handshakeDelay = Duration.ZERO;

	/** Written by the test's thread, read by the node's. */
	private volatile Duration readDelay = Duration.ZERO;

	/**
	 * Create a script that answers what clients ask when they connect.
	 * @param id the id of the node that it is for
	 */
	Script(String id) {
		on("HELLO", Script::hello);
		on("PING", (request) -> ScriptedReply.simple("PONG"));
		on("QUIT", (request) -> ScriptedReply.simple("OK").thenClose());
		for (String name : List.of("AUTH", "CLIENT", "SELECT", "READONLY", "READWRITE", "ASKING")) {
			on(name, (request) -> ScriptedReply.simple("OK"));
		}
		on("INFO", (request) -> ScriptedReply.bulk("redis_version:7.0.15\r\nconnected_clients:1\r\n"));
		on("CLUSTER INFO", (request) -> ScriptedReply.bulk("cluster_state:ok\r\n"));
		on("CLUSTER MYID", (request) -> ScriptedReply.bulk(id));
	}

	void on(String command, Function<ScriptedRequest, ScriptedReply> handler) {
		this.handlers.put(command.toUpperCase(Locale.ROOT), handler);
	}

	void on(String command, List<ScriptedReply> replies) {
		AtomicInteger next = new AtomicInteger();
		on(command, (request) -> replies.get(next.getAndUpdate((index) -> Math.min(index + 1, replies.size() - 1))));
	}

	ScriptedReply replyTo(ScriptedRequest request) {
		Function<ScriptedRequest, ScriptedReply> handler = this.handlers.get(request.nameWithSubcommand());
		if (handler == null) {
			handler = this.handlers.get(request.name());
		}
		return (handler != null) ? handler.apply(request)
				: ScriptedReply.error("ERR unknown command '" + request.name() + "', the script has no answer");
	}

	void record(ScriptedRequest request) {
		if (!this.forgetful) {
			this.received.add(request);
		}
	}

	/** Millions of commands are too many to remember. */
	void forgetful() {
		this.forgetful = true;
	}

	List<ScriptedRequest> received() {
		return List.copyOf(this.received);
	}

	Duration handshakeDelay() {
		return this.handshakeDelay;
	}

	void handshakeDelay(Duration delay) {
		this.handshakeDelay = delay;
	}

	Duration readDelay() {
		return this.readDelay;
	}

	void readDelay(Duration delay) {
		this.readDelay = delay;
	}

	private static ScriptedReply hello(ScriptedRequest request) {
		boolean resp3 = request.words().size() > 1 && request.argument(0).equals("3");
		String start = resp3 ? "%4\r\n" : "*8\r\n";
		return ScriptedReply.raw(start + "$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$6\r\n7.0.15\r\n"
				+ "$5\r\nproto\r\n:" + (resp3 ? 3 : 2) + "\r\n$4\r\nmode\r\n$7\r\ncluster\r\n");
	}

}
