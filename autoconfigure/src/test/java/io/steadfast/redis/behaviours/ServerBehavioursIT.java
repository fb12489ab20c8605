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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.data.redis.connection.ClusterInfo;
import org.springframework.data.redis.connection.RedisClusterConnection;
import org.springframework.data.redis.connection.RedisClusterNode;
import org.springframework.data.redis.core.ClusterOperations;
import org.springframework.data.redis.core.Cursor;
import org.springframework.data.redis.core.ScanOptions;

import static io.steadfast.redis.behaviours.Slots.bytes;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications ask the cluster, its nodes and their servers.
 */
class ServerBehavioursIT {

	@RegisterExtension
	static Contenders contenders = new Contenders();

	private static List<RedisClusterNode> primaries(RedisClusterConnection connection) {
		List<RedisClusterNode> primaries = new ArrayList<>();
		connection.clusterGetNodes().forEach((node) -> {
			if (node.isMaster()) {
				primaries.add(node);
			}
		});
		return primaries;
	}

	private static String describe(RedisClusterNode node) {
		return node.getId() + " " + node.asString() + " " + node.getType() + " of " + node.getMasterId() + " "
				+ node.getLinkState() + " " + new TreeSet<>(node.getSlotRange().getSlots()).hashCode() + " "
				+ node.getSlotRange().getSlots().size();
	}

	@Test
	void theNodesOfTheClusterAreListed() throws Exception {
		Set<String> nodes = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			Set<String> described = new TreeSet<>();
			connection.clusterGetNodes().forEach((node) -> described.add(describe(node)));
			return described;
		}));
		assertThat(nodes).hasSize(6);
	}

	@Test
	void replicasAreListedByPrimary() throws Exception {
		Map<String, List<String>> shards = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			Map<String, List<String>> described = new TreeMap<>();
			Map<RedisClusterNode, Collection<RedisClusterNode>> map = connection.clusterGetMasterReplicaMap();
			map.forEach((primary, replicas) -> {
				described.put(describe(primary), replicas.stream().map(ServerBehavioursIT::describe).toList());
				assertThat(connection.clusterGetReplicas(primary)).hasSameSizeAs(replicas);
			});
			return described;
		}));
		assertThat(shards).hasSize(3).allSatisfy((primary, replicas) -> assertThat(replicas).hasSize(1));
	}

	@Test
	void slotsAreFoundByKey() throws Exception {
		List<Object> found = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.stringCommands().set(bytes("key-1"), bytes("value"));
			Integer slot = connection.clusterGetSlotForKey(bytes("key-1"));
			return Arrays.asList(slot, describe(connection.clusterGetNodeForSlot(slot)),
					describe(connection.clusterGetNodeForKey(bytes("key-1"))), connection.clusterCountKeysInSlot(slot),
					connection.clusterGetKeysInSlot(slot, 5).stream().map(Slots::text).toList());
		}));
		assertThat(found).hasSize(5).endsWith(1L, List.of("key-1"));
		assertThat(found.get(1)).isEqualTo(found.get(2))
			.asString()
			.contains(contenders.cluster().primaryFor("key-1").endpoint());
	}

	@Test
	void theClusterTellsItsState() throws Exception {
		List<Object> state = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			ClusterInfo info = connection.clusterGetClusterInfo();
			return List.of(info.getState(), info.getClusterSize(), info.getKnownNodes(), info.getSlotsAssigned(),
					info.getSlotsFail());
		}));
		assertThat(state).containsExactly("ok", 3L, 6L, 16384L, 0L);
	}

	@Test
	void keysAreCountedAndFlushedOnAllNodesOrOnOne() throws Exception {
		List<Object> counted = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			redis.template().opsForValue().multiSet(Slots.map(300));
			Long all = connection.serverCommands().dbSize();
			long sum = 0;
			for (RedisClusterNode node : primaries(connection)) {
				sum += connection.serverCommands().dbSize(node);
			}
			RedisClusterNode node = connection.clusterGetNodeForKey(bytes("key-1"));
			Long there = connection.serverCommands().dbSize(node);
			connection.serverCommands().flushDb(node);
			Long left = connection.serverCommands().dbSize();
			connection.serverCommands().flushDb();
			Long none = connection.serverCommands().dbSize();
			redis.template().opsForValue().multiSet(Slots.map(30));
			connection.serverCommands().flushAll();
			return List.of(all, sum, there > 50 && left == 300 - there, none, connection.serverCommands().dbSize());
		}));
		assertThat(counted).containsExactly(300L, 300L, true, 0L, 0L);
	}

	@Test
	void keysOfOneNodeAreListedScannedAndDrawn() throws Exception {
		List<Object> listed = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			redis.template().opsForValue().multiSet(Slots.map(300));
			ClusterOperations<String, String> operations = redis.template().opsForCluster();
			Set<String> keys = new TreeSet<>();
			Set<String> scanned = new TreeSet<>();
			List<Boolean> drawn = new ArrayList<>();
			for (RedisClusterNode node : primaries(connection)) {
				Set<String> here = operations.keys(node, "key-*");
				assertThat(keys).doesNotContainAnyElementsOf(here);
				keys.addAll(here);
				drawn.add(here.contains(operations.randomKey(node)));
				try (Cursor<byte[]> cursor = connection.keyCommands()
					.scan(ScanOptions.scanOptions().match("key-*").count(20).build())) {
					cursor.forEachRemaining((key) -> scanned.add(Slots.text(key)));
				}
				try (Cursor<byte[]> cursor = connection.scan(node, ScanOptions.scanOptions().count(20).build())) {
					Set<String> scannedHere = new TreeSet<>();
					cursor.forEachRemaining((key) -> scannedHere.add(Slots.text(key)));
					assertThat(scannedHere).isEqualTo(new TreeSet<>(here));
				}
			}
			return List.of(keys, scanned, drawn);
		}));
		Set<String> all = new TreeSet<>(Slots.keys(300));
		assertThat(listed).containsExactly(all, all, List.of(true, true, true));
	}

	@Test
	void everyNodeAnswersAPing() throws Exception {
		List<String> pongs = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			List<String> answers = new ArrayList<>(List.of(connection.ping()));
			connection.clusterGetNodes().forEach((node) -> answers.add(connection.ping(node)));
			return answers;
		}));
		assertThat(pongs).hasSize(7).containsOnly("PONG");
	}

	@Test
	void infoComesFromAllPrimariesOrOneNode() throws Exception {
		List<Object> infos = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			Properties all = connection.serverCommands().info();
			Properties memory = connection.serverCommands().info("memory");
			RedisClusterNode node = connection.clusterGetNodeForKey(bytes("key-1"));
			Properties one = connection.serverCommands().info(node, "replication");
			return List.of(fields(all, "tcp_port"), fields(all, "redis_version"), fields(memory, "maxmemory_policy"),
					one.getProperty("role"), one.getProperty("connected_slaves"),
					connection.serverCommands()
						.info(node)
						.getProperty("tcp_port")
						.equals(String.valueOf(node.getPort())));
		}));
		assertThat(infos).endsWith("master", "1", true);
		assertThat((Map<?, ?>) infos.get(0)).isNotEmpty();
	}

	private static Map<String, String> fields(Properties info, String name) {
		return info.stringPropertyNames()
			.stream()
			.filter((field) -> field.endsWith("." + name))
			.collect(Collectors.toMap((field) -> field, info::getProperty, (one, other) -> one, TreeMap::new));
	}

	@Test
	void configurationIsReadAndSetOnAllNodesOrOnOne() throws Exception {
		List<Object> settings = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			RedisClusterNode node = connection.clusterGetNodeForKey(bytes("key-1"));
			Map<Object, Object> before = new TreeMap<>(connection.serverCommands().getConfig("slowlog-max-len"));
			connection.serverCommands().setConfig("slowlog-max-len", "99");
			Map<Object, Object> all = new TreeMap<>(connection.serverCommands().getConfig("slowlog-max-len"));
			connection.serverCommands().setConfig(node, "slowlog-max-len", "77");
			String one = connection.serverCommands().getConfig(node, "slowlog-max-len").getProperty("slowlog-max-len");
			connection.serverCommands().setConfig("slowlog-max-len", "128");
			return List.of(before, all, String.valueOf(one));
		}));
		assertThat(settings).endsWith("77");
		assertThat((Map<?, ?>) settings.get(1)).hasSizeGreaterThanOrEqualTo(3)
			.allSatisfy((name, value) -> assertThat(value).isEqualTo("99"));
	}

	@Test
	void timeAndClientsAreTold() throws Exception {
		List<Object> told = contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			RedisClusterNode node = connection.clusterGetNodeForKey(bytes("key-1"));
			long now = System.currentTimeMillis();
			return List.of(Math.abs(connection.serverCommands().time(TimeUnit.MILLISECONDS) - now) < 10_000,
					Math.abs(connection.serverCommands().time(node, TimeUnit.MILLISECONDS) - now) < 10_000,
					!connection.serverCommands().getClientList().isEmpty(),
					!connection.serverCommands().getClientList(node).isEmpty(),
					connection.serverCommands().lastSave(node) > 0);
		}));
		assertThat(told).containsOnly(true);
	}

	@Test
	void clientNamesAreAsBootGivesThem() throws Exception {
		contenders.agreeOn((redis) -> redis.onConnection((connection) -> {
			connection.serverCommands().setClientName(bytes("behaviours"));
			return "set";
		}));
	}

	@Test
	void anyCommandIsExecutedByItsName() throws Exception {
		List<Object> answers = contenders.agreeOn((redis) -> redis
			.onConnection((connection) -> Arrays.asList(connection.execute("SET", bytes("key-1"), bytes("value")),
					connection.execute("GET", bytes("key-1")),
					connection.execute("OBJECT", bytes("ENCODING"), bytes("key-1")), connection.execute("PING"),
					connection.<Object>execute("GETRANGE", bytes("key-1"), List.of(bytes("1"), bytes("2"))),
					connection.echo(bytes("hello")))));
		assertThat(answers).map((answer) -> (answer instanceof byte[] bytes) ? Slots.text(bytes) : answer)
			.containsExactly("OK", "value", "embstr", "PONG", "al", "hello");
		contenders.agreeToFail((redis) -> redis.onConnection((connection) -> connection.execute("NOSUCHCOMMAND")));
	}

	@Test
	void whatAClusterDoesNotKnowIsRefused() throws Exception {
		contenders.agreeToFail((redis) -> redis.onConnection((connection) -> {
			connection.select(3);
			return null;
		}));
		contenders.agreeToFail((redis) -> redis.template().move("key-1", 2));
	}

}
