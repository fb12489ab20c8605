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

import java.util.concurrent.CompletableFuture;

import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.VirtualScheduler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connections of commands that block, which nobody sweeps once the factory is stopped.
 */
class ExclusiveConnectionsTest {

	private static final Endpoint NODE = new Endpoint("node", 1);

	private final CompletableFuture<Link> handshake = new CompletableFuture<>();

	private final RecordingLink link = new RecordingLink();

	private final CountedCommand command = new CountedCommand(0, 0);

	private Runnable meanwhile = () -> {
	};

	private final NodeConnections connections = TestConnections.over((endpoint, access, onEnd) -> {
		this.meanwhile.run();
		return this.handshake;
	}, new VirtualScheduler());

	private final ExclusiveConnections exclusive = new ExclusiveConnections(this.connections, 1, 0, (expired) -> {
	});

	private void stop() {
		this.connections.close();
		this.exclusive.close();
	}

	private NodeConnection lease() {
		NodeConnection leased = this.exclusive.lease(NODE, Access.READ_WRITE, this.command.boundFor(null));
		assertThat(leased).isNotNull();
		leased.write(this.command.boundFor(leased));
		return leased;
	}

	@Test
	void aConnectionThatIsLeasedWhileTheFactoryStopsIsClosed() {
		this.meanwhile = this::stop;

		NodeConnection leased = lease();
		this.handshake.complete(this.link);

		assertThat(leased.phase()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.link.isAlive()).isFalse();
		assertThat(this.command.timesWritten()).isZero();
	}

	@Test
	void whatIsLeasedAfterTheEndIsNotKept() {
		stop();

		assertThat(lease().phase()).isEqualTo(ConnectionState.CLOSED);
		assertThat(this.exclusive.size()).isZero();
	}

}
