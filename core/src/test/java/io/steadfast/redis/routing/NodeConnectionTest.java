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

import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The interleavings of a connection's life that the model checker found worth a name.
 */
class NodeConnectionTest {

	private final NodeConnection connection = new NodeConnection(new Endpoint("node", 1), Access.READ_WRITE, 2,
			new ConnectionHealth(false));

	private final RecordingLink link = new RecordingLink();

	private final CountedCommand command = new CountedCommand(0, 0);

	@Test
	void aDrainThatMeetsTheOpeningWaitsForWhatHasLeft() {
		write(this.command);

		this.connection.open(this.link.beforeNextReturn(this.connection::drain));

		assertThat(this.command.timesWritten()).isEqualTo(1);
		assertThat(this.command.timesEnded()).as("cut off by the drain").isZero();
		assertThat(this.connection.phase()).isEqualTo(ConnectionState.DRAINING);
		this.link.reply();
		assertThat(this.command.timesFailed()).isZero();
		assertThat(this.connection.phase()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.link.isAlive()).isFalse();
	}

	@Test
	void aCloseThatMeetsTheOpeningEndsTheSocket() {
		write(this.command);

		this.connection
			.open(this.link.beforeNextReturn(() -> this.connection.close(new ConnectionLostException("by the test"))));

		assertThat(this.command.timesFailed()).isEqualTo(1);
		assertThat(this.connection.phase()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.link.isAlive()).isFalse();
		assertThat(this.connection.inFlight()).isZero();
	}

	@Test
	void commandsThatWaitHaveALimit() {
		assertThat(write(this.command)).isEqualTo(Acceptance.ACCEPTED);
		assertThat(write(new CountedCommand(0, 1))).isEqualTo(Acceptance.ACCEPTED);
		assertThat(write(new CountedCommand(0, 2))).isEqualTo(Acceptance.FULL);
		assertThat(this.connection.inFlight()).isEqualTo(2);
	}

	@Test
	void aSocketThatArrivesAfterTheDrainIsClosed() {
		write(this.command);

		this.connection.drain();
		this.connection.open(this.link);

		assertThat(this.command.timesWritten()).isZero();
		assertThat(this.command.timesFailed()).isEqualTo(1);
		assertThat(this.link.isAlive()).isFalse();
	}

	private Acceptance write(CountedCommand given) {
		return given.was(this.connection.write(given.boundFor(this.connection)));
	}

}
