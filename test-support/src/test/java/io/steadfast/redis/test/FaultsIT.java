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

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import io.lettuce.core.RedisException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Nodes fail over, die, hang and come back.
 */
class FaultsIT {

	private static final int SLOT = 0;

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)));

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
	void aPlannedFailoverSwapsPrimaryAndReplica() {
		RedisNode primary = primary();
		RedisNode replica = replica();
		this.cluster.failover(replica);
		assertThat(primary()).isSameAs(replica);
		assertThat(this.cluster.replicasOf(replica)).containsExactly(primary);
	}

	@Test
	void aForcedFailoverNeedsNoPrimary() throws IOException {
		RedisNode primary = primary();
		RedisNode replica = replica();
		this.cluster.hang(primary);
		this.cluster.forceFailover(replica);
		assertThat(primary()).isSameAs(replica);
		// Not by the election that the primary's silence would have led to as well.
		assertThat(Files.readString(replica.log())).contains("Forced failover user request accepted");
		this.cluster.resume(primary);
		assertThat(this.cluster.replicasOf(replica)).containsExactly(primary);
	}

	@Test
	void aTakeOverNeedsNoVotes() {
		RedisNode replica = replica();
		this.cluster.takeOver(replica);
		assertThat(primary()).isSameAs(replica);
	}

	@Test
	void aPrimaryCannotBecomeOne() {
		RedisNode primary = primary();
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.failover(primary))
			.withMessageContaining("is a primary already");
	}

	@Test
	void aKilledPrimaryIsReplacedByItsReplicaAndComesBackAsOne() {
		RedisNode killed = primary();
		RedisNode replica = replica();
		long pid = killed.pid();
		this.cluster.kill(killed);
		assertThat(killed.isAlive()).isFalse();
		assertThat(ProcessHandle.of(pid)).isEmpty();
		assertThat(this.cluster.awaitPromotion(SLOT, killed)).isSameAs(replica);
		this.cluster.restart(killed);
		assertThat(killed.execute("CLUSTER", "MYID")).isEqualTo(killed.id());
		assertThat(killed.pid()).isNotEqualTo(pid);
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
	void allSuspendedNodesGoOnBesideADeadOne() {
		List<RedisNode> replicas = this.cluster.replicas();
		RedisNode dead = replicas.get(0);
		this.cluster.kill(dead);
		this.cluster.hang(replicas.get(1));
		this.cluster.resumeAll();
		assertThat(replicas.get(1).execute("PING")).isEqualTo("PONG");
		this.cluster.restart(dead);
	}

	@Test
	void allNodesComeBackOnTheirPorts() {
		var seeds = this.cluster.seeds();
		var pids = this.cluster.nodes().stream().map(RedisNode::pid).toList();
		this.cluster.restartAll(Duration.ofMillis(200));
		assertThat(this.cluster.seeds()).isEqualTo(seeds);
		assertThat(this.cluster.nodes().stream().map(RedisNode::pid)).doesNotContainAnyElementsOf(pids);
	}

}
