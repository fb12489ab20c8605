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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.channel.embedded.EmbeddedChannel;
import io.steadfast.redis.resilience.ResiliencePolicies;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.VirtualScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a node's connections share, and who looks at those that were replaced.
 */
class NodeConnectionsTest {

	private static final Endpoint NODE = new Endpoint("node", 1);

	private final VirtualScheduler scheduler = new VirtualScheduler();

	private final ResiliencePolicies policies = ResiliencePolicies.standalone();

	private final NodeBreakers breakers = new NodeBreakers(this.policies);

	/** What tells that the sockets have ended. */
	private final List<Runnable> ends = new ArrayList<>();

	private final NodeConnections connections = TestConnections.over(this::connect, this.breakers, this.scheduler);

	private final ClientResources resources = DefaultClientResources.create();

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private long now = System.nanoTime();

	@AfterEach
	void stop() {
		this.resources.shutdown(0, 0, TimeUnit.SECONDS);
	}

	private CompletionStage<Link> connect(Endpoint endpoint, Access access, Runnable onEnd) {
		this.ends.add(onEnd);
		return CompletableFuture.completedFuture(new RecordingLink());
	}

	private void sweepFor(Duration time) {
		long end = this.now + time.toNanos();
		while (this.now < end) {
			this.now += TimeUnit.MILLISECONDS.toNanos(20);
			this.channel.runPendingTasks();
			this.connections.sweep(this.now, Duration.ofSeconds(1));
		}
	}

	/**
	 * A refresh that ends while a node is first connected to does not find it yet.
	 */
	@Test
	void aNodeThatIsStillConnectedToHasTheBreakerThatIsWatched() {
		NodePool pool = this.connections.pool(NODE, Access.READ_WRITE);

		this.breakers.retain((endpoint) -> false);

		assertThat(pool.breaker()).isSameAs(this.breakers.of(NODE));
	}

	@Test
	void aReplacedConnectionThatIsSilentDoesNotKeepItsCommandsUntilItIsDrained() {
		CountedCommand command = new CountedCommand(0, 0);
		NodeConnection replaced = this.connections.connectionTo(NODE, Access.READ_WRITE, 0);
		replaced.health().hear(TestConnections.readClock(this.resources, this.channel));
		replaced.write(command.boundFor(replaced));

		NodeConnection fresh = this.connections.replace(replaced);
		sweepFor(Duration.ofMillis(1900));
		assertThat(replaced.phase()).isEqualTo(ConnectionState.DRAINING);
		assertThat(replaced.health().isTroubled()).as("whoever waits for it needs a place").isTrue();
		sweepFor(Duration.ofMillis(300));

		assertThat(replaced.phase()).isEqualTo(ConnectionState.CLOSED);
		assertThat(command.timesFailed()).isEqualTo(1);
		assertThat(fresh.phase()).isEqualTo(ConnectionState.OPEN);
		assertThat(this.connections.pool(NODE, Access.READ_WRITE).wasUnreachable(System.nanoTime())).isFalse();
	}

	@Test
	void whatDrainsIsClosedAtTheEnd() {
		NodeConnection replaced = this.connections.connectionTo(NODE, Access.READ_WRITE, 0);
		CountedCommand command = new CountedCommand(0, 0);
		replaced.write(command.boundFor(replaced));
		this.connections.replace(replaced);

		this.connections.close();

		assertThat(replaced.phase()).isEqualTo(ConnectionState.CLOSED);
		assertThat(command.timesFailed()).isEqualTo(1);
	}

	/**
	 * The socket of a question for the topology ends with the client that opened it.
	 */
	@Test
	void aConnectionThatEndsAfterAllOthersLeavesNoBreaker() {
		this.connections.exclusiveTo(NODE, Access.READ_WRITE);
		this.connections.close();

		this.ends.forEach(Runnable::run);

		assertThat(this.policies.breakers().getAllCircuitBreakers()).isEmpty();
	}

}
