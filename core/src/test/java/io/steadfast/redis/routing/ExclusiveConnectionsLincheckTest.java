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

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.VirtualScheduler;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Test;

/**
 * The places for commands that block: callers who lease one, replies that end a command,
 * and the sweep.
 */
public class ExclusiveConnectionsLincheckTest {

	private static final int LIMIT = 2;

	private static final Endpoint NODE = new Endpoint("node", 1);

	private final NodeConnections connections = TestConnections
		.over((endpoint, access, onEnd) -> new CompletableFuture<>(), new VirtualScheduler());

	private final ExclusiveConnections exclusive = new ExclusiveConnections(this.connections, LIMIT, 0, (expired) -> {
	});

	private final Queue<RoutedCommand<?, ?, ?>> blocked = new ConcurrentLinkedQueue<>();

	/**
	 * @return whether there was a place
	 */
	@Operation
	public boolean block() {
		RoutedCommand<?, ?, ?> command = new CountedCommand(0, 0).boundFor(null);
		if (this.exclusive.lease(NODE, Access.READ_WRITE, command) == null) {
			return false;
		}
		this.blocked.add(command);
		return true;
	}

	/**
	 * @return whether a command blocked
	 */
	@Operation
	public boolean answer() {
		RoutedCommand<?, ?, ?> command = this.blocked.poll();
		return command != null && command.end();
	}

	@Operation
	public void sweep() {
		this.exclusive.sweep(0);
	}

	@Validate
	public void noPlaceIsLostOrGivenTwice() {
		if (this.exclusive.size() > LIMIT) {
			throw new IllegalStateException(this.exclusive.size() + " connections");
		}
		while (answer()) {
			// until none blocks
		}
		for (int i = 0; i < LIMIT; i++) {
			if (!block()) {
				throw new IllegalStateException("place " + i + " is lost");
			}
		}
		if (block()) {
			throw new IllegalStateException("a place was given back twice");
		}
	}

	@Test
	void everyInterleavingOfCallersRepliesAndTheSweep() {
		ModelCheckingOptions options = RoutingModel.withoutConnections(NodeConnection.class);
		options.addCustomScenario(
				scenario().before("block", "block").thread("answer", "block").thread("block", "sweep").build());
		options.addCustomScenario(scenario().before("block", "block", "answer", "answer")
			.thread("block", "answer")
			.thread("block", "block")
			.build());
		options.check(ExclusiveConnectionsLincheckTest.class);
	}

	private static Scenario scenario() {
		return new Scenario(ExclusiveConnectionsLincheckTest.class);
	}

}
