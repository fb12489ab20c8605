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
import java.util.concurrent.ScheduledThreadPoolExecutor;

import io.steadfast.redis.topology.Endpoint;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Commands of one caller do not overtake each other where a connection takes the place of
 * one that works.
 */
class RenewalOrderTest {

	private static final Endpoint NODE = new Endpoint("node", 1);

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	private final List<RecordingLink> links = new ArrayList<>();

	private final NodeConnections connections = TestConnections.over((endpoint, access, onEnd) -> {
		RecordingLink link = new RecordingLink();
		this.links.add(link);
		return CompletableFuture.completedFuture(link);
	}, this.scheduler);

	private final CountedCommand earlier = new CountedCommand(0, 0);

	private final CountedCommand later = new CountedCommand(0, 1);

	@BeforeEach
	void oneIsInFlightWhenTheConnectionIsRenewed() {
		write(this.earlier);
		this.connections.renew(this.connections.connectionTo(NODE, Access.READ_WRITE, 0));
		write(this.later);
	}

	@AfterEach
	void stop() {
		this.connections.close();
		this.scheduler.shutdownNow();
	}

	@Test
	void theFreshConnectionBeginsWhenTheOldOneHasEnded() {
		assertThat(this.links).hasSize(2);
		assertThat(this.links.get(1).written()).isEmpty();

		this.links.get(0).reply();

		assertThat(this.links.get(0).isAlive()).isFalse();
		assertThat(this.links.get(1).written()).containsExactly(this.later);
		assertThat(this.earlier.timesFailed()).isZero();
	}

	@Test
	void aReplyThatDoesNotComeIsNotWaitedForLong() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(2))
			.untilAsserted(() -> assertThat(this.links.get(1).written()).containsExactly(this.later));
		assertThat(this.links.get(0).isAlive()).isTrue();
		assertThat(this.earlier.timesEnded()).isZero();
	}

	private void write(CountedCommand command) {
		NodeConnection connection = this.connections.connectionTo(NODE, Access.READ_WRITE, 0);
		assertThat(connection.write(command.boundFor(connection))).isEqualTo(Acceptance.ACCEPTED);
	}

}
