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

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The connections to one node, one per stripe. Lock-free; any thread may call it.
 * <p>
 * Each element changes by compare-and-set only, from a connection that somebody has
 * looked at to a fresh one. That is the answer to the race that this library was founded
 * on: whoever loses the exchange uses what the winner put there, so no path ends without
 * a connection.
 */
final class NodeStripes {

	private final AtomicReferenceArray<@Nullable NodeConnection> stripes;

	private final Supplier<NodeConnection> factory;

	private final Consumer<NodeConnection> starter;

	private final Consumer<NodeConnection> drainer;

	/** Set once, by the thread that takes the node out; checked after each exchange. */
	private volatile boolean retired;

	/**
	 * Create the stripes of a node, all of them empty.
	 * @param count number of stripes
	 * @param factory makes a connection that does nothing yet
	 * @param starter lets a connection that has won its place connect
	 * @param drainer takes a connection that has lost its place out of service
	 */
	NodeStripes(int count, Supplier<NodeConnection> factory, Consumer<NodeConnection> starter,
			Consumer<NodeConnection> drainer) {
		this.stripes = new AtomicReferenceArray<>(count);
		this.factory = factory;
		this.starter = starter;
		this.drainer = drainer;
	}

	/**
	 * The connection of a stripe, a usable one unless the node has been retired
	 * meanwhile.
	 * @param stripe which one, any non-negative number
	 * @return a connection, never one that was seen closed while the node is in service
	 */
	NodeConnection connection(int stripe) {
		int index = stripe % this.stripes.length();
		while (true) {
			NodeConnection current = this.stripes.get(index);
			if (current != null && (current.isUsable() || this.retired)) {
				return current;
			}
			NodeConnection winner = exchange(index, current);
			if (winner.isUsable() || this.retired) {
				return winner;
			}
		}
	}

	/**
	 * Replace a connection that proved stale, unless somebody else has.
	 * @param stale the connection that is not wanted any more
	 * @return the connection that is in its place now; if it was replaced already, one of
	 * those that exist
	 */
	NodeConnection replace(NodeConnection stale) {
		int existing = 0;
		for (int index = 0; index < this.stripes.length(); index++) {
			NodeConnection current = this.stripes.get(index);
			if (current == stale) {
				return exchange(index, stale);
			}
			existing = (current != null) ? index : existing;
		}
		return connection(existing);
	}

	/**
	 * Put a fresh connection in the place of one that works, in whose order the commands
	 * stay: the fresh one begins when the other has ended.
	 * @param working the connection that is not wanted any more; nothing happens if it is
	 * not in its place any more
	 */
	void renew(NodeConnection working) {
		for (int index = 0; index < this.stripes.length(); index++) {
			if (this.stripes.get(index) == working) {
				NodeConnection fresh = this.factory.get();
				fresh.turn().follow(working.turn());
				exchange(index, working, fresh);
			}
		}
	}

	private NodeConnection exchange(int index, @Nullable NodeConnection expected) {
		return exchange(index, expected, this.factory.get());
	}

	private NodeConnection exchange(int index, @Nullable NodeConnection expected, NodeConnection fresh) {
		if (!this.stripes.compareAndSet(index, expected, fresh)) {
			NodeConnection winner = this.stripes.get(index);
			// elements never become empty again, so the winner is there
			return (winner != null) ? winner : fresh;
		}
		if (this.retired) {
			fresh.close(new ConnectionLostException("the node has left the topology"));
		}
		else {
			this.starter.accept(fresh);
		}
		if (expected != null) {
			this.drainer.accept(expected);
		}
		return fresh;
	}

	/**
	 * Take the node out of service: its connections are drained, later ones are closed at
	 * once.
	 */
	void retire() {
		this.retired = true;
		forEach(this.drainer);
	}

	boolean isRetired() {
		return this.retired;
	}

	/**
	 * Visit the connections that exist.
	 * @param action called for each
	 */
	void forEach(Consumer<NodeConnection> action) {
		for (int index = 0; index < this.stripes.length(); index++) {
			NodeConnection current = this.stripes.get(index);
			if (current != null) {
				action.accept(current);
			}
		}
	}

}
