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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.steadfast.redis.resilience.RetryBudget;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.VirtualScheduler;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often commands and connections are looked at.
 */
class SweepTest {

	private static final Duration PATIENCE = Duration.ofMillis(100);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Endpoint NODE = new Endpoint("node", 1);

	private final VirtualScheduler scheduler = new VirtualScheduler();

	private final List<RoutedCommand<?, ?, ?>> expired = new ArrayList<>();

	private final CompletableFuture<Link> handshake = new CompletableFuture<>();

	private final NodeConnections connections = TestConnections.over((endpoint, access, onEnd) -> this.handshake,
			this.scheduler);

	private final NodeConnection connection = new NodeConnection(NODE, Access.READ_WRITE, 10,
			new ConnectionHealth(false));

	private final Deadlines deadlines = new Deadlines(PATIENCE.toNanos(), this.scheduler::nanoTime, this.expired::add,
			(command) -> {
			});

	private final ExclusiveConnections exclusive = new ExclusiveConnections(this.connections, 1, 0, this.expired::add);

	@BeforeEach
	void begin() {
		Sweep.begin(new Timer(this.scheduler), this.deadlines, this.exclusive, this.connections, new RetryBudget(0),
				SECOND);
	}

	private int sweepsIn(Duration time) {
		int before = this.scheduler.tasksRun();
		this.scheduler.advance(time);
		return this.scheduler.tasksRun() - before;
	}

	private RoutedCommand<?, ?, ?> command() {
		return new CountedCommand(0, 0).boundFor(this.connection, this.scheduler.nanoTime());
	}

	@Test
	void whoHasNothingToDoIsLeftAloneAfterASecond() {
		assertThat(sweepsIn(SECOND)).isEqualTo(50);
		assertThat(sweepsIn(SECOND.multipliedBy(10))).isEqualTo(40);
	}

	@Test
	void aCommandAfterARestMeetsItsDeadline() {
		this.scheduler.advance(SECOND.multipliedBy(2));
		this.deadlines.add(command());
		this.scheduler.advance(PATIENCE.minusMillis(1));
		assertThat(this.expired).isEmpty();
		this.scheduler.advance(Duration.ofMillis(21));

		assertThat(this.expired).hasSize(1);
	}

	@Test
	void itIsOftenLookedAtAsLongAsCommandsComeOnceInASecond() {
		this.scheduler.advance(SECOND.multipliedBy(2));
		for (int i = 0; i < 10; i++) {
			RoutedCommand<?, ?, ?> command = command();
			this.deadlines.add(command);
			command.end();
			assertThat(sweepsIn(SECOND.minusMillis(20))).isBetween(49, 51);
		}
	}

	@Test
	void aCommandThatBlocksWakesToo() {
		this.scheduler.advance(SECOND.multipliedBy(2));
		RoutedCommand<?, ?, ?> command = command();
		NodeConnection leased = this.exclusive.lease(NODE, Access.READ_WRITE, command);
		assertThat(sweepsIn(SECOND.multipliedBy(5))).as("as long as it blocks").isGreaterThanOrEqualTo(250);
		command.end();
		this.scheduler.advance(Duration.ofMillis(20));

		assertThat(leased.opened()).isCompletedExceptionally();
	}

	@Test
	void aHandshakeIsWatchedWithoutCommands() {
		this.connections.connectionTo(NODE, Access.READ_WRITE, 0);
		assertThat(sweepsIn(SECOND.multipliedBy(5))).isEqualTo(250);
		this.handshake.complete(new RecordingLink());
		this.scheduler.advance(SECOND);

		assertThat(sweepsIn(SECOND)).isEqualTo(4);
	}

}
