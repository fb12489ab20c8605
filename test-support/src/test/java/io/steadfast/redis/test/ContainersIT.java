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

package io.steadfast.redis.test;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A cluster in containers does what one of processes does.
 */
@ExtendWith(DockerCondition.class)
class ContainersIT {

	private static final int SLOT = 0;

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)).inContainers());

	private final RedisCluster cluster = redis.cluster();

	@AfterEach
	void isHealthyAfterwards() {
		this.cluster.awaitHealthy();
		assertThat(this.cluster.primaries()).hasSize(3);
		assertThat(this.cluster.replicas()).hasSize(3);
	}

	private RedisNode primary() {
		return this.cluster.primaryOf(SLOT);
	}

	private RedisNode replica() {
		return this.cluster.replicasOf(primary()).get(0);
	}

	@Test
	void clientsAreRedirectedToAddressesThatTheyReach() {
		List<RedisURI> seeds = this.cluster.seeds().stream().map((seed) -> RedisURI.create("redis://" + seed)).toList();
		try (RedisClusterClient client = RedisClusterClient.create(seeds.get(0));
				StatefulRedisClusterConnection<String, String> connection = client.connect()) {
			RedisAdvancedClusterCommands<String, String> commands = connection.sync();
			for (int i = 0; i < 100; i++) {
				commands.set("key-" + i, Integer.toString(i));
			}
			assertThat(commands.dbsize()).isEqualTo(100);
			assertThat(client.getPartitions()).extracting((node) -> node.getUri().getPort())
				.containsExactlyInAnyOrderElementsOf(seeds.stream().map(RedisURI::getPort).toList());
			RedisNode owner = this.cluster.primaryFor("key-1");
			RedisNode other = this.cluster.primaries()
				.stream()
				.filter((node) -> node != owner)
				.findFirst()
				.orElseThrow();
			assertThatExceptionOfType(RedisException.class).isThrownBy(() -> other.execute("GET", "key-1"))
				.withMessageMatching("MOVED \\d+ " + Pattern.quote(owner.endpoint()));
			commands.flushall();
		}
	}

	@Test
	void aPlannedFailoverSwapsPrimaryAndReplica() {
		RedisNode primary = primary();
		RedisNode replica = replica();
		this.cluster.failover(replica);
		assertThat(primary()).isSameAs(replica);
		assertThat(this.cluster.replicasOf(replica)).containsExactly(primary);
		assertThat(replica.log()).content().contains("Manual failover user request accepted");
	}

	@Test
	void aKilledPrimaryIsReplacedByItsReplicaAndComesBackAsOne() {
		RedisNode killed = primary();
		RedisNode replica = replica();
		long pid = killed.pid();
		this.cluster.kill(killed);
		assertThat(killed.isAlive()).isFalse();
		assertThatExceptionOfType(RedisException.class).isThrownBy(() -> killed.execute("PING"));
		assertThat(this.cluster.awaitPromotion(SLOT, killed)).isSameAs(replica);
		this.cluster.restart(killed);
		assertThat(killed.execute("CLUSTER", "MYID")).isEqualTo(killed.id());
		assertThat(killed.pid()).isPositive().isNotEqualTo(pid);
		assertThat(this.cluster.replicasOf(replica)).containsExactly(killed);
	}

	@Test
	void aStoppedReplicaComesBack() {
		RedisNode replica = replica();
		this.cluster.stop(replica);
		assertThat(replica.isAlive()).isFalse();
		this.cluster.restart(replica);
		assertThat(this.cluster.replicasOf(primary())).containsExactly(replica);
	}

	@Test
	void aHungPrimaryIsReplacedAndLearnsOfItLater() {
		RedisNode hung = primary();
		this.cluster.hang(hung);
		assertThat(hung.isAlive()).isTrue();
		assertThatExceptionOfType(RedisException.class).isThrownBy(() -> hung.execute("PING"));
		RedisNode promoted = this.cluster.awaitPromotion(SLOT, hung);
		this.cluster.resume(hung);
		assertThat(hung.execute("PING")).isEqualTo("PONG");
		assertThat(this.cluster.replicasOf(promoted)).containsExactly(hung);
	}

	@Test
	void aHungNodeCanBeKilled() {
		RedisNode replica = replica();
		this.cluster.hang(replica);
		this.cluster.kill(replica);
		assertThat(replica.isAlive()).isFalse();
		this.cluster.restart(replica);
	}

	@Test
	void aShardIsAddedAndRemovedWithItsKeys() {
		primary().execute("SET", "{06S}key", "value");
		RedisNode added = this.cluster.addShard(1);
		this.cluster.rebalance();
		assertThat(this.cluster.primaries()).hasSize(4);
		this.cluster.migrateSlots(primary(), added, IntStream.of(SLOT));
		assertThat(added.execute("GET", "{06S}key")).isEqualTo("value");
		this.cluster.removeShard(added);
		assertThat(added.isAlive()).isFalse();
		assertThat(primary().execute("GET", "{06S}key")).isEqualTo("value");
		primary().execute("DEL", "{06S}key");
	}

	@Test
	void allNodesAreReplacedByOthersOnNewPorts() {
		List<String> seeds = this.cluster.seeds();
		this.cluster.replaceAllNodes();
		assertThat(this.cluster.seeds()).hasSize(6).doesNotContainAnyElementsOf(seeds);
	}

	@Test
	void allNodesComeBackOnTheirPorts() {
		List<String> seeds = this.cluster.seeds();
		this.cluster.restartAll(Duration.ofMillis(200));
		assertThat(this.cluster.seeds()).isEqualTo(seeds);
	}

	@Test
	void anImageCanBeNamed() throws Exception {
		SwitchableResolver resolver = new SwitchableResolver();
		RedisClusterBuilder single = RedisCluster.builder().shards(1).replicas(0).hostNames(resolver);
		try (RedisCluster named = single.inContainers(ServerImage.embedded().name().get()).start()) {
			RedisNode node = named.primaryOf(SLOT);
			assertThat(resolver.resolve(node.announcedHost())).extracting(InetAddress::getHostAddress)
				.containsExactly("127.0.0.1");
			assertThatIllegalStateException().isThrownBy(() -> named.replaceInPlace(node))
				.withMessageContaining("leave out inContainers()");
		}
	}

	@Test
	void aServerThatDoesNotStartSaysWhy() {
		RedisClusterBuilder wrong = RedisCluster.builder().inContainers().config("no-such-directive", "1");
		assertThatIllegalStateException().isThrownBy(wrong::start)
			.withMessageContaining("Bad directive or wrong number of arguments");
	}

}
