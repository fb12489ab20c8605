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

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * Looking up, replacing and retiring connections while others connect, fail and are lost,
 * in all interleavings: there always is one, never one that was dead, and none leaks.
 */
@Param(name = "stripe", gen = IntGen.class, conf = "0:1")
public class NodeStripesLincheckTest {

	private static final ConnectionLostException REASON = new ConnectionLostException("by the test");

	private final NodeStripes stripes = new NodeStripes(2,
			() -> new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 1, new ConnectionHealth(false)),
			this::start, NodeConnection::drain);

	private final ConcurrentLinkedQueue<NodeConnection> connecting = new ConcurrentLinkedQueue<>();

	private final List<NodeConnection> started = new CopyOnWriteArrayList<>();

	private final List<RecordingLink> links = new CopyOnWriteArrayList<>();

	private final Set<NodeConnection> dead = ConcurrentHashMap.newKeySet();

	private volatile boolean retired;

	/**
	 * Whether somebody got nothing, or what was known to be dead before it was asked for.
	 */
	private volatile boolean broken;

	private void start(NodeConnection connection) {
		this.started.add(connection);
		this.connecting.add(connection);
	}

	@Operation(params = "stripe")
	public void connection(int stripe) {
		Set<NodeConnection> deadBefore = Set.copyOf(this.dead);
		NodeConnection found = this.stripes.connection(stripe);
		this.broken |= found == null || (!this.retired && deadBefore.contains(found));
	}

	/**
	 * A MOVED to itself: whoever holds the connection has it replaced.
	 */
	@Operation(params = "stripe")
	public void replace(int stripe) {
		NodeConnection stale = this.stripes.connection(stripe);
		NodeConnection replacement = this.stripes.replace(stale);
		this.broken |= replacement == null || (!this.retired && replacement == stale);
	}

	/**
	 * An event loop has too much to do, or there is new TLS material.
	 */
	@Operation(params = "stripe")
	public void renew(int stripe) {
		this.stripes.renew(this.stripes.connection(stripe));
	}

	@Operation
	public void connectionSucceeds() {
		NodeConnection next = this.connecting.poll();
		if (next != null) {
			RecordingLink link = new RecordingLink();
			this.links.add(link);
			next.open(link);
		}
	}

	@Operation
	public void connectionFails() {
		NodeConnection next = this.connecting.poll();
		if (next != null) {
			next.close(REASON);
			this.dead.add(next);
		}
	}

	@Operation(params = "stripe")
	public void socketIsLost(int stripe) {
		NodeConnection victim = this.stripes.connection(stripe);
		this.links.forEach(RecordingLink::close);
		victim.close(REASON);
		this.dead.add(victim);
	}

	@Operation(runOnce = true)
	public void retire() {
		this.retired = true;
		this.stripes.retire();
	}

	@Validate
	public void nothingLeaks() {
		require(!this.broken, "a missing or a dead connection was handed out");
		Set<NodeConnection> inPlace = ConcurrentHashMap.newKeySet();
		this.stripes.forEach(inPlace::add);
		for (NodeConnection connection : this.started) {
			boolean wanted = inPlace.contains(connection) && !this.retired;
			require(wanted || connection.phase() == ConnectionState.CLOSED, "a connection out of place lives on");
		}
		long alive = this.links.stream().filter(RecordingLink::isAlive).count();
		long open = this.started.stream().filter(NodeConnection::isLinked).count();
		require(alive == open, "a socket without a connection");
	}

	private static void require(boolean condition, String otherwise) {
		if (!condition) {
			throw new IllegalStateException(otherwise);
		}
	}

	@Test
	void everyInterleavingLooksSequential() {
		new ModelCheckingOptions().iterations(8)
			.invocationsPerIteration(60)
			.threads(2)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(NodeStripesLincheckTest.class);
	}

	@Test
	void realThreadsSeeNothingElse() {
		new StressOptions().iterations(12)
			.invocationsPerIteration(500)
			.threads(3)
			.actorsPerThread(3)
			.actorsBefore(1)
			.actorsAfter(1)
			.check(NodeStripesLincheckTest.class);
	}

}
