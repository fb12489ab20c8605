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

package io.steadfast.redis.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultEventLoopGroupProvider;
import io.netty.channel.EventLoopGroup;
import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.incident.Incident;
import io.steadfast.redis.incident.Incidents;
import io.steadfast.redis.RoutingClosedException;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * I8: a node that leaves is drained and closed; a factory is stopped while commands are
 * on their way, wait for a handshake, pause, and block.
 */
class ScriptedStopTest {

	/** The connection answers nothing else either, as a process that hangs. */
	private static final ScriptedReply SILENCE = ScriptedReply.nothing().after(Duration.ofHours(1));

	private final String answered = ScriptedApplication.keyIn(0, 5000);

	private final String shaking = ScriptedApplication.keyIn(11000, 16383);

	private final String refused = ScriptedApplication.keyIn(8192, 10000);

	private final ScriptedRedisNode silent = ScriptedRedisNode.start();

	private final ScriptedRedisNode busy = ScriptedRedisNode.start();

	private final ScriptedRedisNode handshake = ScriptedRedisNode.start();

	@AfterEach
	void close() {
		this.silent.close();
		this.busy.close();
		this.handshake.close();
	}

	@Test
	void anIncidentThatIsOnEndsWithTheFactory() {
		String[] topology = { this.busy.row("0-8191"), this.silent.row("8192-16383") };
		this.busy.clusterNodes(topology);
		this.silent.clusterNodes(topology).down();
		List<Incident> ended = new CopyOnWriteArrayList<>();
		try (ScriptedApplication application = ScriptedApplication.over(this.busy).started()) {
			Incidents incidents = application.factory().getIncidents();
			incidents.addListener(ended::add);
			Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> {
				catchThrowable(() -> application.get(this.refused));
				return !incidents.current().isEmpty();
			});
			application.factory().stop();
			assertThat(incidents.current()).isEmpty();
			assertThat(incidents.recent()).hasSize(1);
			Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> ended.equals(incidents.recent()));
		}
	}

	@Test
	void stoppingEndsCommandsSocketsAndThreads() {
		String[] topology = { this.silent.row("0-8191"), this.busy.row("8192-10000"),
				this.handshake.row("10001-16383") };
		this.silent.clusterNodes(topology).on("GET", SILENCE).on("INCR", SILENCE).on("BLPOP", SILENCE);
		this.busy.clusterNodes(topology).on("GET", ScriptedReply.error("TRYAGAIN later"));
		this.handshake.clusterNodes(topology).handshakeDelay(Duration.ofHours(1));
		Set<Thread> before = ours();
		ScriptedApplication application = ScriptedApplication.withOwnResources(this.silent).started();
		List<CompletableFuture<?>> commands = new ArrayList<>();
		commands.addAll(application.async(8, () -> application.template().opsForValue().increment(this.answered)));
		commands.addAll(application.async(2,
				() -> application.template().opsForList().leftPop(this.answered, Duration.ofMinutes(1))));
		commands.addAll(application.async(8, () -> application.get(this.answered)));
		commands.addAll(application.async(8, () -> application.get(this.shaking)));
		commands.addAll(application.async(8, () -> application.get(this.refused)));
		Awaitility.await().atMost(3, TimeUnit.SECONDS).until(() -> this.silent.received("BLPOP").size() == 2);
		Awaitility.await().atMost(3, TimeUnit.SECONDS).until(() -> this.silent.received("INCR").size() == 8);

		long begin = System.nanoTime();
		application.factory().stop();
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));

		assertThat(commands).extracting(ScriptedStopTest::failure)
			.hasOnlyElementsOfTypes(RoutingClosedException.class, AmbiguousOutcomeException.class);
		assertThat(commands.subList(0, 10)).as("writes that had been sent")
			.extracting(ScriptedStopTest::failure)
			.hasOnlyElementsOfType(AmbiguousOutcomeException.class);
		Awaitility.await()
			.atMost(2, TimeUnit.SECONDS)
			.untilAsserted(() -> assertThat(List.of(this.silent.connectionsOpen(), this.busy.connectionsOpen(),
					this.handshake.connectionsOpen()))
				.as("open sockets")
				.containsOnly(0));
		Awaitility.await().atMost(2, TimeUnit.SECONDS).untilAsserted(() -> assertThat(ours()).isSubsetOf(before));
		application.close();
	}

	@Test
	void aCommandThatBlocksEndsWithTheFactoryAlsoWhileItPauses() {
		this.silent.clusterNodes(this.silent.row("0-8191"), this.busy.row("8192-16383"));
		this.busy.on("BLPOP", ScriptedReply.error("TRYAGAIN later"));
		try (ScriptedApplication application = ScriptedApplication.over(this.silent).started()) {
			List<CompletableFuture<String>> blocked = application.async(8,
					() -> application.template().opsForList().leftPop(this.refused, Duration.ofSeconds(30)));
			Awaitility.await()
				.atMost(3, TimeUnit.SECONDS)
				.until(() -> application.factory().getStatus().commandsWaiting() > 0);

			application.factory().stop();

			assertThat(blocked).extracting(ScriptedStopTest::failure)
				.hasOnlyElementsOfTypes(RoutingClosedException.class, AmbiguousOutcomeException.class);
		}
	}

	@Test
	void aNodeThatLeftTheTopologyFinishesWhatItHasAndIsClosed() {
		String[] both = { this.silent.row("0-8191"), this.busy.row("8192-16383") };
		this.silent.clusterNodes(both).on("GET", ScriptedReply.bulk("new owner"));
		this.busy.clusterNodes(both).on("GET", ScriptedReply.bulk("old owner").after(Duration.ofMillis(700)));
		try (ScriptedApplication application = ScriptedApplication.over(this.silent).started()) {
			CompletableFuture<String> inFlight = application.async(() -> application.get(this.refused));
			Awaitility.await().atMost(3, TimeUnit.SECONDS).until(() -> !this.busy.received("GET").isEmpty());
			String alone = this.silent.row(2, "0-16383");
			this.silent.clusterNodes(alone);
			this.busy.clusterNodes(alone);
			application.refresh();

			assertThat(application.get(this.refused)).isEqualTo("new owner");
			assertThat(inFlight).succeedsWithin(2, TimeUnit.SECONDS).isEqualTo("old owner");
			Awaitility.await().atMost(2, TimeUnit.SECONDS).until(() -> this.busy.connectionsOpen() == 0);
			assertThat(this.silent.connectionsOpen()).isEqualTo(1);
		}
		assertThat(this.busy.received("GET")).hasSize(1);
	}

	@Test
	void aStoppedFactoryCanBeStartedAgain() {
		this.silent.on("GET", ScriptedReply.bulk("value"));
		try (ScriptedApplication application = ScriptedApplication.over(this.silent).started()) {
			assertThat(application.get(this.answered)).isEqualTo("value");
			application.factory().stop();
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> application.get(this.answered));
			application.factory().start();
			assertThat(application.get(this.answered)).isEqualTo("value");
		}
	}

	@Test
	void nodesAreReadByTheEventLoopsOfTheApplication() {
		AtomicInteger allocated = new AtomicInteger();
		ClientResources resources = ClientResources.builder()
			.eventLoopGroupProvider(new DefaultEventLoopGroupProvider(2) {

				@Override
				public <T extends EventLoopGroup> T allocate(Class<T> type) {
					allocated.incrementAndGet();
					return super.allocate(type);
				}

			})
			.build();
		this.silent.on("GET", ScriptedReply.bulk("value"));
		try (ScriptedApplication application = ScriptedApplication.withResources(resources, this.silent).started()) {
			assertThat(application.get(this.answered)).isEqualTo("value");
			assertThat(allocated).hasPositiveValue();
		}
		finally {
			resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
		}
	}

	private static Throwable failure(CompletableFuture<?> command) {
		try {
			return new AssertionError("a result: " + command.get(500, TimeUnit.MILLISECONDS));
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		catch (InterruptedException | TimeoutException ex) {
			return ex;
		}
	}

	private static Set<Thread> ours() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("steadfast-redis-"))
			.collect(Collectors.toSet());
	}

}
