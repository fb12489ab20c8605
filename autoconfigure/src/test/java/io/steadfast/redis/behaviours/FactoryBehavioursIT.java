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

package io.steadfast.redis.behaviours;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.api.sync.Executions;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.cluster.pubsub.RedisClusterPubSubAdapter;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.support.ConnectionPoolSupport;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisConnectionUtils;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static io.steadfast.redis.behaviours.Slots.text;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do with the connection factory itself, its pool and its native
 * client.
 */
class FactoryBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	@RegisterExtension
	static Contenders pooled = new Contenders("spring.data.redis.lettuce.pool.max-active=6",
			"spring.data.redis.lettuce.pool.min-idle=1", "spring.data.redis.lettuce.pool.max-wait=5s");

	@RegisterExtension
	static Contenders unpooled = new Contenders("spring.data.redis.lettuce.pool.enabled=false");

	private static String roundTrip(Contender redis) {
		redis.template().opsForValue().set("key-1", "value");
		return redis.template().opsForValue().get("key-1");
	}

	@Test
	void aResetConnectionIsReplaced() throws Exception {
		List<String> values = contenders.agreeOn((redis) -> {
			String before = roundTrip(redis);
			redis.factory().resetConnection();
			return List.of(before, roundTrip(redis));
		});
		assertThat(values).containsExactly("value", "value");
	}

	@Test
	void aPoolOfTheApplicationHandsOutNativeConnections() throws Exception {
		String value = contenders.agreeOn((redis) -> {
			RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
			try (GenericObjectPool<StatefulRedisClusterConnection<String, String>> pool = ConnectionPoolSupport
				.createGenericObjectPool(client::connect, new GenericObjectPoolConfig<>());
					StatefulRedisClusterConnection<String, String> connection = pool.borrowObject()) {
				connection.sync().set("key-2", "value");
				return connection.sync().get("key-2");
			}
		});
		assertThat(value).isEqualTo("value");
	}

	@Test
	void aStoppedFactoryRefusesAndStartsAgain() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			LettuceConnectionFactory factory = redis.factory();
			String before = roundTrip(redis);
			factory.stop();
			boolean running = factory.isRunning();
			String refused;
			try {
				refused = roundTrip(redis);
			}
			catch (IllegalStateException ex) {
				refused = ex.getMessage();
			}
			factory.start();
			return List.of(before, running, refused, factory.isRunning(), roundTrip(redis),
					redis.reactive().opsForValue().get("key-1").block(Duration.ofSeconds(5)),
					redis.template().keys("key-*"));
		});
		assertThat(results.subList(0, 2)).containsExactly("value", false);
		assertThat((String) results.get(2)).contains("STOPPED");
		assertThat(results.subList(3, 7)).containsExactly(true, "value", "value", Set.of("key-1"));
	}

	@Test
	void connectionsAreValidatedWhereAskedFor() throws Exception {
		String value = contenders.agreeOn((redis) -> {
			redis.factory().setValidateConnection(true);
			try {
				redis.factory().validateConnection();
				return roundTrip(redis);
			}
			finally {
				redis.factory().setValidateConnection(false);
			}
		});
		assertThat(value).isEqualTo("value");
	}

	@Test
	void connectionsNeedNotBeShared() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.factory().setShareNativeConnection(false);
			redis.factory().resetConnection();
			try {
				redis.template().opsForValue().multiSet(Slots.map(50));
				return List.of(roundTrip(redis), redis.template().keys("key-*").size(),
						redis.template().opsForValue().multiGet(Slots.keys(50)));
			}
			finally {
				redis.factory().setShareNativeConnection(true);
			}
		});
		assertThat(results).startsWith("value", 50);
	}

	@Test
	void aConnectionTellsWhatItIs() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			RedisConnection connection = RedisConnectionUtils.getConnection(redis.factory());
			List<Object> told = new ArrayList<>(List.of(connection.isClosed(), connection.isPipelined(),
					connection.isQueueing(), connection.isSubscribed(), redis.factory().isClusterAware(),
					redis.factory().getConvertPipelineAndTxResults()));
			RedisConnectionUtils.releaseConnection(connection, redis.factory());
			told.add(connection.isClosed());
			return told;
		});
		assertThat(results).containsExactly(false, false, false, false, true, true, true);
		contenders.agreeToFail((redis) -> redis.factory().getSentinelConnection());
	}

	@Test
	void dedicatedConnectionsComeFromThePool() throws Exception {
		assertThat(manyBlockingPops(pooled)).hasSize(6).containsOnlyNulls();
	}

	@Test
	void dedicatedConnectionsAreMadeWithoutAPool() throws Exception {
		assertThat(manyBlockingPops(unpooled)).hasSize(6).containsOnlyNulls();
	}

	/** Several callers at a time, with few connections or any number of them. */
	private static List<String> manyBlockingPops(Contenders contenders) throws Exception {
		return contenders.agreeOn((redis) -> {
			List<CompletableFuture<String>> pops = new ArrayList<>();
			for (int i = 0; i < 6; i++) {
				String key = "list-" + i;
				pops.add(CompletableFuture
					.supplyAsync(() -> redis.template().opsForList().leftPop(key, Duration.ofMillis(100))));
			}
			List<String> popped = new ArrayList<>();
			for (CompletableFuture<String> pop : pops) {
				popped.add(pop.get(10, TimeUnit.SECONDS));
			}
			return popped;
		});
	}

	@Test
	void theNativeClientConnects() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
			try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
				RedisAdvancedClusterCommands<String, String> commands = connection.sync();
				commands.mset(Slots.map(50));
				List<Object> all = new ArrayList<>(List.of(commands.get("key-1"), commands.dbsize(),
						commands.mget("key-1", "key-2").size(), commands.del("key-1", "key-2", "key-3"),
						connection.async().get("key-7").get(5, TimeUnit.SECONDS),
						connection.reactive().get("key-8").block(Duration.ofSeconds(5)),
						connection.getPartitions().size(), client.getPartitions().size()));
				String id = connection.getPartitions().getPartitionBySlot(0).getNodeId();
				StatefulRedisConnection<String, String> node = connection.getConnection(id);
				all.addAll(Arrays.asList(node.sync().clusterMyId().equals(id), node.isOpen(), connection.isOpen()));
				return all;
			}
		});
		assertThat(results).containsExactly("value-1", 50L, 2, 3L, "value-7", "value-8", 6, 6, true, true, true);
	}

	@Test
	void nodesAreSelected() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> {
			redis.template().opsForValue().multiSet(Slots.map(100));
			RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
			try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
				Executions<List<String>> keys = connection.sync()
					.nodes((node) -> node.is(NodeFlag.UPSTREAM))
					.commands()
					.keys("key-*");
				TreeSet<String> all = new TreeSet<>();
				keys.forEach(all::addAll);
				Executions<String> pings = connection.sync().nodes((node) -> true).commands().ping();
				return List.of(all, keys.nodes().size(), new TreeSet<>(List.copyOf(pings.asMap().values())),
						connection.sync().replicas().size(), connection.sync().upstream().size(),
						connection.sync().all().size(),
						connection.async().upstream().commands().ping().futures().length);
			}
		});
		assertThat(results).containsExactly(new TreeSet<>(Slots.keys(100)), 3, new TreeSet<>(List.of("PONG")), 3, 3, 6,
				3);
	}

	@Test
	void theNativeClientSubscribes() throws Exception {
		String heard = contenders.agreeOn((redis) -> {
			RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
			CompletableFuture<String> message = new CompletableFuture<>();
			try (StatefulRedisClusterPubSubConnection<String, String> connection = client.connectPubSub()) {
				connection.addListener(new RedisPubSubAdapter<>() {

					@Override
					public void message(String channel, String body) {
						message.complete(body);
					}
				});
				connection.sync().subscribe("native");
				redis.template().convertAndSend("native", "hello");
				return message.get(5, TimeUnit.SECONDS);
			}
		});
		assertThat(heard).isEqualTo("hello");
	}

	@Test
	void theNativeClientSubscribesToChannelsOfAShard() throws Exception {
		List<String> heard = contenders.agreeOn((redis) -> {
			RedisClusterClient client = (RedisClusterClient) redis.factory().getRequiredNativeClient();
			BlockingQueue<String> messages = new LinkedBlockingQueue<>();
			try (StatefulRedisClusterPubSubConnection<String, String> subscriber = client.connectPubSub();
					StatefulRedisClusterConnection<String, String> publisher = client.connect()) {
				subscriber.addListener(new RedisClusterPubSubAdapter<>() {

					@Override
					public void smessage(RedisClusterNode node, String channel, String body) {
						messages.add(channel + " " + body);
					}
				});
				List<String> taken = new ArrayList<>();
				for (String channel : List.of("sharded-1", "sharded-2", "sharded-3")) {
					subscriber.sync().ssubscribe(channel);
					publisher.sync().spublish(channel, "hello");
					taken.add(messages.poll(5, TimeUnit.SECONDS));
				}
				return taken;
			}
		});
		assertThat(heard).containsExactly("sharded-1 hello", "sharded-2 hello", "sharded-3 hello");
	}

	@Test
	void theNativeConnectionIsLettuces() throws Exception {
		List<Object> results = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			Object commands = connection.getNativeConnection();
			connection.hashCommands().hMSet(bytes("hash"), Map.of(bytes("a"), bytes("b")));
			return List.of(commands instanceof RedisClusterAsyncCommands,
					text(connection.hashCommands().hGet(bytes("hash"), bytes("a"))));
		}));
		assertThat(results).containsExactly(true, "b");
	}

}
