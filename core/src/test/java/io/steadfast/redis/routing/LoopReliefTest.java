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
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.EventExecutor;
import io.steadfast.redis.RoutingOptions.ConnectionOptions;
import io.steadfast.redis.socket.EventLoopPacking;
import io.steadfast.redis.status.ConnectionState;
import io.steadfast.redis.test.ScriptedRedisNode;
import io.steadfast.redis.test.ScriptedReply;
import io.steadfast.redis.topology.Endpoint;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The connections to four nodes over sockets: on one event loop, until that is too busy.
 */
class LoopReliefTest {

	private final List<ScriptedRedisNode> nodes = Stream.generate(ScriptedRedisNode::start)
		.limit(4)
		.peek((node) -> node.on("SET", ScriptedReply.simple("OK")))
		.toList();

	private final ClientResources resources = ClientResources.builder()
		.ioThreadPoolSize(4)
		.computationThreadPoolSize(2)
		.build();

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);

	/** Read and written by the test. */
	private @Nullable EventExecutor busy;

	/**
	 * What the busy loop took: more at each question than there is between two of them,
	 * however long this thread has to wait there.
	 */
	private final AtomicLong taken = new AtomicLong();

	private final EventLoopPacking packing = new EventLoopPacking(
			(loop) -> (loop == this.busy) ? this.taken.addAndGet(TimeUnit.HOURS.toNanos(1)) : 0, () -> 1);

	private final NodeClient client = new NodeClient(this.resources, RedisURI.create("redis://unused"),
			ClientOptions.create(), Duration.ofSeconds(5), ConnectionOptions.defaults(), this.packing);

	private final NodeConnections connections = TestConnections.over(this.client, this.scheduler);

	private final LoopRelief relief = new LoopRelief(this.packing, this.connections);

	@BeforeEach
	void eachNodeIsWrittenTo() {
		this.nodes.forEach(this::write);
		assertThat(loops()).hasSize(1);
	}

	@AfterEach
	void stop() {
		this.connections.close();
		this.client.shutdown(0, 1, TimeUnit.SECONDS);
		this.resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
		this.scheduler.shutdownNow();
		this.nodes.forEach(ScriptedRedisNode::close);
	}

	@Test
	void halfOfThemMoveToALoopThatHasTime() {
		EventExecutor first = loops().get(0);
		tick(3);
		assertThat(this.nodes).allMatch((node) -> node.connectionsOpened() == 1);

		this.busy = first;
		tick(3);
		this.busy = null;

		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.until(() -> opened() == 6 && this.nodes.stream().allMatch((node) -> node.connectionsOpen() == 1));
		this.nodes.forEach(this::write);
		assertThat(loops()).hasSize(2).contains(first);
		assertThat(this.nodes).filteredOn((node) -> loop(node) == first).hasSize(2);
	}

	private void tick(int times) {
		for (int i = 0; i < times; i++) {
			this.relief.tick();
		}
	}

	private int opened() {
		return this.nodes.stream().mapToInt(ScriptedRedisNode::connectionsOpened).sum();
	}

	private void write(ScriptedRedisNode node) {
		NodeConnection connection = connection(node);
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> connection.phase() == ConnectionState.OPEN);
		CountedCommand command = new CountedCommand(0, 0);
		assertThat(connection.write(command.boundFor(connection))).isEqualTo(Acceptance.ACCEPTED);
		Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> command.timesEnded() == 1);
	}

	private List<EventExecutor> loops() {
		return this.nodes.stream().map(this::loop).distinct().toList();
	}

	private EventExecutor loop(ScriptedRedisNode node) {
		EventExecutor loop = connection(node).health().eventLoop();
		assertThat(loop).isNotNull();
		return loop;
	}

	private NodeConnection connection(ScriptedRedisNode node) {
		return this.connections.connectionTo(new Endpoint(node.host(), node.port()), Access.READ_WRITE, 0);
	}

}
