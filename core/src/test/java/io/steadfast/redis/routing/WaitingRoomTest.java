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

import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who finds a place, and that every place is given back.
 */
class WaitingRoomTest {

	private final WaitingRoom room = new WaitingRoom(2);

	@Test
	void asManyCallersAsThereArePlacesAreAdmitted() {
		assertThat(admit(command(), new Thread())).isTrue();
		assertThat(admit(command(), new Thread())).isTrue();
		assertThat(admit(command(), new Thread())).isFalse();
		assertThat(this.room.size()).isEqualTo(2);
	}

	@Test
	void aPipelineIsOneCaller() {
		Thread caller = new Thread();
		RoutedCommand<?, ?, ?> first = command();
		RoutedCommand<?, ?, ?> second = command();
		admit(first, caller);
		admit(second, caller);
		assertThat(this.room.size()).isOne();
		this.room.dismiss(first, caller);
		assertThat(this.room.size()).isOne();
		this.room.dismiss(second, caller);
		assertThat(this.room.size()).isZero();
	}

	@Test
	void aCommandTakesOnePlaceAndGivesItBackOnce() {
		Thread caller = new Thread();
		RoutedCommand<?, ?, ?> command = command();
		admit(command, caller);
		admit(command, caller);
		this.room.dismiss(command, caller);
		this.room.dismiss(command, caller);
		assertThat(this.room.size()).isZero();
	}

	@Test
	void aCommandThatHasEndedKeepsNoPlace() {
		RoutedCommand<?, ?, ?> command = command();
		command.end();
		assertThat(admit(command, new Thread())).isTrue();
		assertThat(this.room.size()).isZero();
	}

	private boolean admit(RoutedCommand<?, ?, ?> command, Thread caller) {
		return this.room.admit(command, caller);
	}

	private static RoutedCommand<?, ?, ?> command() {
		return new CountedCommand(0, 0)
			.boundFor(new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 1, new ConnectionHealth(false)));
	}

}
