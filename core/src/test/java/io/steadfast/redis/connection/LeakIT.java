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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.resource.ClientResources;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.RoutingOptions.TopologyOptions;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * I8 on a real cluster: refreshes and shards that come and go leave neither sockets nor
 * threads behind.
 */
class LeakIT {

	private static final RoutingOptions EAGER = RoutingOptions.defaults()
		.withTopology(new TopologyOptions(Duration.ofSeconds(30), Duration.ofMillis(5), 3));

	/**
	 * Two for the network, two for events, Lettuce's timer, our scheduler, and the one of
	 * listeners while they have heard something of late.
	 */
	private static final int THREADS_OF_A_CLIENT = 7;

	@Test
	void refreshesAndScalingLeaveNoSocketAndNoThreadBehind() {
		ClientResources resources = ClientResources.builder()
			.ioThreadPoolSize(2)
			.computationThreadPoolSize(2)
			.threadFactoryProvider((pool) -> new DefaultThreadFactory("leak-test-" + pool, true))
			.build();
		try (RedisCluster cluster = RedisCluster.builder().start()) {
			TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
					new RedisClusterConfiguration(cluster.seeds()),
					LettuceClientConfiguration.builder().clientName("leak-test").clientResources(resources).build(),
					EAGER);
			factory.afterPropertiesSet();
			StringRedisTemplate template = new StringRedisTemplate(factory);
			RedisClusterClient client = (RedisClusterClient) factory.getRequiredNativeClient();
			useAllSlots(template);
			refresh(client, 20);
			scaleOutAndIn(cluster, template);
			settle(cluster, client, 3);
			long sockets = sockets(cluster);

			refresh(client, 200);
			assertThat(sockets(cluster)).as("sockets after 200 refreshes").isEqualTo(sockets);
			for (int cycle = 0; cycle < 3; cycle++) {
				scaleOutAndIn(cluster, template);
			}

			settle(cluster, client, 3);
			Awaitility.await()
				.atMost(10, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(sockets(cluster)).as("sockets").isEqualTo(sockets));
			assertThat(threads()).as("threads").hasSizeLessThanOrEqualTo(THREADS_OF_A_CLIENT);
			factory.destroy();
			Awaitility.await()
				.atMost(5, TimeUnit.SECONDS)
				.untilAsserted(() -> assertThat(sockets(cluster)).as("sockets after the end").isZero());
		}
		finally {
			resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
		}
		Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> threads().isEmpty());
	}

	private static void scaleOutAndIn(RedisCluster cluster, StringRedisTemplate template) {
		RedisNode added = cluster.addShard(0);
		cluster.rebalance();
		useAllSlots(template);
		cluster.removeShard(added);
		useAllSlots(template);
	}

	private static void useAllSlots(StringRedisTemplate template) {
		IntStream.range(0, 300).forEach((i) -> template.opsForValue().set("key-" + i, "value"));
	}

	private static void refresh(RedisClusterClient client, int times) {
		IntStream.range(0, times).forEach((i) -> client.refreshPartitions());
	}

	private static void settle(RedisCluster cluster, RedisClusterClient client, int shards) {
		Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> {
			client.refreshPartitions();
			return cluster.primaries().size() == shards
					&& client.getPartitions().size() == cluster.primaries().size() + cluster.replicas().size();
		});
	}

	/** What the nodes see of us. */
	private static long sockets(RedisCluster cluster) {
		return cluster.nodes()
			.stream()
			.flatMap((node) -> List.of(String.valueOf(node.execute("CLIENT", "LIST")).split("\n")).stream())
			.filter((line) -> line.contains("name=leak-test"))
			.count();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(LeakIT::isOfTheClient)
			.map(Thread::getName)
			.sorted()
			.toList();
	}

	private static boolean isOfTheClient(Thread thread) {
		return thread.getName().startsWith("steadfast-redis-") || thread.getName().startsWith("leak-test-");
	}

}
