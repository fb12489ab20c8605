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
import java.util.concurrent.atomic.AtomicLong;

import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a command's time is up, and who is told.
 */
class DeadlinesTest {

	private static final long PATIENCE = 100;

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 10,
			new ConnectionHealth(false));

	private final AtomicLong now = new AtomicLong();

	private final List<RoutedCommand<?, ?, ?>> expired = new ArrayList<>();

	private final List<RoutedCommand<?, ?, ?>> inTrouble = new ArrayList<>();

	private final Deadlines deadlines = new Deadlines(PATIENCE, this.now::get, this.expired::add, this.inTrouble::add);

	@Test
	void aCommandIsToldOnceWhenItsTimeIsUp() {
		RoutedCommand<?, ?, ?> command = add();

		this.deadlines.sweep();
		assertThat(this.expired).isEmpty();
		this.now.set(PATIENCE);
		this.deadlines.sweep();
		this.deadlines.sweep();

		assertThat(this.expired).hasSize(1).first().isSameAs(command);
	}

	@Test
	void aCommandThatHasEndedIsForgotten() {
		RoutedCommand<?, ?, ?> early = add();
		early.end();
		RoutedCommand<?, ?, ?> late = add();
		this.deadlines.sweep();
		late.end();
		this.now.set(PATIENCE);
		this.deadlines.sweep();

		assertThat(this.expired).isEmpty();
	}

	@Test
	void aCallerWhoseConnectionIsTroubledIsToldOfUntilItHasAPlace() {
		RoutedCommand<?, ?, ?> command = add(new CountedCommand(0, 0).ofBlockedCaller(this.connection));
		this.deadlines.sweep();
		assertThat(this.inTrouble).isEmpty();
		trouble();
		this.deadlines.sweep();
		this.deadlines.sweep();
		assertThat(this.inTrouble).hasSize(2).containsOnly(command);

		command.enterRoom(new WaitingRoom(1));
		this.deadlines.sweep();
		assertThat(this.inTrouble).hasSize(2);
	}

	@Test
	void whoDoesNotBlockNeedsNoPlace() {
		add();
		trouble();
		this.deadlines.sweep();
		this.deadlines.sweep();

		assertThat(this.inTrouble).isEmpty();
	}

	private void trouble() {
		this.connection.health().sweepConnecting(System.nanoTime() + 1_000_000_000, Duration.ofSeconds(1));
	}

	@Test
	void theEndOfTheRouterEndsWhatIsOldAndWhatIsNew() {
		add();
		this.deadlines.sweep();
		add();
		this.deadlines.expireAll();

		assertThat(this.expired).hasSize(2).doesNotHaveDuplicates();
	}

	private RoutedCommand<?, ?, ?> add() {
		return add(new CountedCommand(0, 0).boundFor(this.connection));
	}

	private RoutedCommand<?, ?, ?> add(RoutedCommand<?, ?, ?> command) {
		this.deadlines.add(command);
		return command;
	}

}
