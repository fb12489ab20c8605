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

package io.steadfast.redis.routing;

import io.lettuce.core.ReadFrom;
import io.steadfast.redis.socket.EventLoopThread;
import io.steadfast.redis.topology.Node;
import org.jspecify.annotations.Nullable;

/**
 * How the commands of one Spring connection are routed: by their slot, or to one node.
 */
public final class Route {

	private final CommandRouter router;

	private final @Nullable Node pinned;

	/** Written by {@code setReadFrom} of the connection, read by every command. */
	private volatile ReadFrom readFrom = ReadFrom.UPSTREAM;

	private final boolean callersBlock;

	private final Access access;

	/**
	 * For who waits on an event loop: the same way, beside it, and to primaries alone.
	 */
	private final Route beside;

	private Route(CommandRouter router, @Nullable Node pinned, boolean callersBlock) {
		this.router = router;
		this.pinned = pinned;
		this.callersBlock = callersBlock;
		this.access = Access.READ_WRITE;
		this.beside = callersBlock ? new Route(router, pinned) : this;
	}

	private Route(CommandRouter router, @Nullable Node pinned) {
		this.router = router;
		this.pinned = pinned;
		this.callersBlock = true;
		this.access = Access.BESIDE;
		this.beside = this;
	}

	/**
	 * A route by slot; commands without a key go to any live primary.
	 * @param router carries the commands
	 * @param callersBlock whether the thread that gives a command waits for its result,
	 * as in Spring's imperative API
	 * @return a route that reads from primaries
	 */
	public static Route bySlot(CommandRouter router, boolean callersBlock) {
		return new Route(router, null, callersBlock);
	}

	/**
	 * A route to one node, for commands that are addressed to it.
	 * @param router carries the commands
	 * @param node where they go; a replica is asked for reads only
	 * @param callersBlock whether the thread that gives a command waits for its result
	 * @return a route that leaves the node only when the node itself redirects
	 */
	public static Route toNode(CommandRouter router, Node node, boolean callersBlock) {
		return new Route(router, node, callersBlock);
	}

	CommandRouter router() {
		return this.router;
	}

	/**
	 * The route of a command that the calling thread gives: one that waits on an event
	 * loop, as {@code @Cacheable} does with a {@code Mono} that is put into its cache,
	 * keeps it from reading replies.
	 */
	Route ofCaller() {
		return (this.callersBlock && EventLoopThread.isCurrent()) ? this.beside : this;
	}

	/** What connections to primaries are used for. */
	Access access() {
		return this.access;
	}

	/**
	 * The calling thread, if it is one that waits for what it asked for.
	 */
	@Nullable Thread blockedCaller() {
		return (this.callersBlock && !EventLoopThread.isCurrent()) ? Thread.currentThread() : null;
	}

	@Nullable Node pinned() {
		return this.pinned;
	}

	public ReadFrom getReadFrom() {
		return this.readFrom;
	}

	public void setReadFrom(ReadFrom readFrom) {
		this.readFrom = readFrom;
	}

}
