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

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cluster changes while a node is away, and takes it back.
 */
class AbsentNodesIT {

	@RegisterExtension
	RedisClusterExtension redis = new RedisClusterExtension((cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)));

	private RedisCluster cluster() {
		return this.redis.cluster();
	}

	@AfterEach
	void allAgreeAfterwards() {
		cluster().awaitHealthy();
		List<String> members = cluster().nodes().stream().map(RedisNode::id).toList();
		assertThat(cluster().nodes()).allSatisfy((node) -> assertThat(node.snapshot().rows().stream().map(NodeRow::id))
			.containsExactlyInAnyOrderElementsOf(members));
	}

	private RedisNode replicaOf(RedisNode primary) {
		return cluster().replicasOf(primary).get(0);
	}

	@Test
	void nodesThatNeverHeardOfADeadReplicaAreAddedAndFilled() {
		RedisNode primary = cluster().primaryOf(0);
		RedisNode dead = replicaOf(primary);
		cluster().kill(dead);
		RedisNode added = cluster().addShard(1);
		cluster().addReplica(primary);
		cluster().rebalance();
		assertThat(added.snapshot().myself().slotCount()).isEqualTo(4096);
		cluster().restart(dead);
		assertThat(cluster().replicasOf(primary)).hasSize(2).contains(dead);
	}

	@Test
	void aDeadReplicaLeavesWithItsShard() {
		RedisNode primary = cluster().addShard(1);
		RedisNode dead = replicaOf(primary);
		cluster().kill(dead);
		cluster().removeShard(primary);
		assertThat(cluster().nodes()).hasSize(6).doesNotContain(primary, dead);
	}

	@Test
	void aReplicaThatWasDeadFollowsTheNodeThatReplacedItsPrimary() {
		RedisNode primary = cluster().primaryOf(0);
		RedisNode dead = replicaOf(primary);
		cluster().kill(dead);
		RedisNode replacement = cluster().replaceNode(primary);
		cluster().restart(dead);
		assertThat(cluster().replicasOf(replacement)).containsExactly(dead);
	}

	@Test
	void whoWasSuspendedForgetsWhoHasLeft() {
		RedisNode leaving = cluster().addShard(0);
		List<RedisNode> suspended = cluster().replicas().subList(0, 2);
		suspended.forEach(cluster()::hang);
		cluster().removeShard(leaving);
		cluster().resume(suspended.get(0));
		cluster().resumeAll();
	}

}
