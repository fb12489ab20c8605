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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.SubscriptionGap;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

/**
 * An application that listens to numbers, and a publisher whose numbers only grow.
 */
final class SubscribedApplication implements AutoCloseable {

	/** What drill D28 allows. */
	static final Duration LIMIT = Duration.ofSeconds(3);

	private static final Logger logger = LoggerFactory.getLogger(SubscribedApplication.class);

	private static final RoutingOptions EAGER = RoutingOptions.defaults()
		.withTopology(new TopologyOptions(Duration.ofSeconds(30), Duration.ofMillis(50), 3));

	private final RedisCluster cluster;

	private final String name;

	private final TopologyAwareConnectionFactory factory;

	private final Queue<SubscriptionGap> gaps = new ConcurrentLinkedQueue<>();

	private final Queue<Integer> heard = new ConcurrentLinkedQueue<>();

	private final AtomicInteger published = new AtomicInteger();

	SubscribedApplication(RedisCluster cluster, String name) {
		this(cluster, name, ClusterClientOptions.create());
	}

	SubscribedApplication(RedisCluster cluster, String name, ClusterClientOptions clientOptions) {
		this.cluster = cluster;
		this.name = name;
		this.factory = new TopologyAwareConnectionFactory(new RedisClusterConfiguration(cluster.seeds()),
				LettuceClientConfiguration.builder().clientName(name).clientOptions(clientOptions).build(), EAGER);
		this.factory.addSubscriptionGapListener(this.gaps::add);
		this.factory.afterPropertiesSet();
	}

	TopologyAwareConnectionFactory factory() {
		return this.factory;
	}

	RedisClusterClient client() {
		return (RedisClusterClient) this.factory.getRequiredNativeClient();
	}

	List<SubscriptionGap> gaps() {
		return List.copyOf(this.gaps);
	}

	void hear(byte[] number) {
		this.heard.add(Integer.valueOf(new String(number)));
	}

	List<Integer> heard() {
		return List.copyOf(this.heard);
	}

	int published() {
		return this.published.get();
	}

	void publish(Consumer<String> publisher) {
		publisher.accept(String.valueOf(this.published.incrementAndGet()));
	}

	/**
	 * Publish until something is heard that was sent after this call.
	 * @param what happened just now
	 * @param publisher sends a number
	 * @return how long that took
	 */
	Duration awaitFlow(String what, Consumer<String> publisher) {
		int before = this.published.get();
		long begin = System.nanoTime();
		Awaitility.await(what)
			.atMost(15, TimeUnit.SECONDS)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> {
				publish(publisher);
				return this.heard.stream().anyMatch((number) -> number > before);
			});
		Duration taken = Duration.ofNanos(System.nanoTime() - begin);
		logger.info("D28, {}: messages flow again after {} ms", what, taken.toMillis());
		return taken;
	}

	void awaitGaps(int count) {
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> this.gaps.size() >= count);
		logger.info("Gaps: {}", this.gaps);
	}

	/** Its connections with subscriptions, as the nodes that answer list them. */
	List<Socket> subscribedSockets() {
		return sockets().filter((socket) -> !socket.line().contains(" sub=0 psub=0 ssub=0 ")).toList();
	}

	/** All of its connections, as the nodes that answer list them. */
	Stream<Socket> sockets() {
		return Stream.concat(this.cluster.primaries().stream(), this.cluster.replicas().stream())
			.flatMap((node) -> node.execute("CLIENT", "LIST").lines().map((line) -> new Socket(node, line)))
			.filter((socket) -> socket.line().contains(" name=" + this.name + " "));
	}

	/** The node of its only connection with subscriptions. */
	RedisNode subscribedNode() {
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> subscribedSockets().size() == 1);
		return subscribedSockets().get(0).node();
	}

	@Override
	public void close() {
		this.factory.destroy();
	}

	/**
	 * A connection as a node sees it.
	 *
	 * @param node the node
	 * @param line its line of CLIENT LIST
	 */
	record Socket(RedisNode node, String line) {

		String id() {
			return this.node.id() + " " + this.line.substring(0, this.line.indexOf(' '));
		}

	}

}
