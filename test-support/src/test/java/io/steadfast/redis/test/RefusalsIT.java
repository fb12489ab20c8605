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
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What cannot be done is refused by name, and before anything has been changed.
 */
class RefusalsIT {

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)));

	private final RedisCluster cluster = redis.cluster();

	private final RedisNode primary = this.cluster.primaryOf(0);

	private final RedisNode replica = this.cluster.replicasOf(this.primary).get(0);

	@AfterEach
	void nothingHasBeenChanged() {
		this.cluster.awaitHealthy();
		assertThat(this.cluster.nodes()).hasSize(6);
		assertThat(this.cluster.primaries()).hasSize(3).contains(this.primary);
		assertThat(this.cluster.nodes())
			.allSatisfy((node) -> assertThat(node.execute("CLUSTER", "NODES")).doesNotContain("["));
	}

	/** What needs the node's own answer. */
	private List<Consumer<RedisNode>> questions() {
		return List.of((node) -> this.cluster.replaceAllNodes(), this.cluster::failover, this.cluster::stop,
				this.cluster::addReplica, this.cluster::removeReplica, this.cluster::removeShard,
				this.cluster::replaceNode, (node) -> this.cluster.migrateSlot(0, node),
				(node) -> this.cluster.migrateSlots(this.primary, node, IntStream.of(0)));
	}

	@Test
	void aDeadNodeIsNeitherAskedNorSentASignal() {
		this.cluster.kill(this.replica);
		List<Consumer<RedisNode>> signals = List.of(this.cluster::hang, this.cluster::resume);
		for (List<Consumer<RedisNode>> deeds : List.of(questions(), signals)) {
			assertThat(deeds)
				.allSatisfy((deed) -> assertThatIllegalStateException().isThrownBy(() -> deed.accept(this.replica))
					.withMessage(this.replica + " is not running; restart it first"));
		}
		this.cluster.restart(this.replica);
	}

	@Test
	void aSuspendedNodeIsNotAsked() {
		this.cluster.hang(this.replica);
		assertThat(questions())
			.allSatisfy((deed) -> assertThatIllegalStateException().isThrownBy(() -> deed.accept(this.replica))
				.withMessage(this.replica + " is suspended; resume it first"));
		this.cluster.resume(this.replica);
		assertThat(this.replica.isAlive()).isTrue();
	}

	@Test
	void aReplicaOfADeadPrimaryIsNotReplaced() {
		// Three seconds before the others may notice.
		this.cluster.nodes().forEach((node) -> node.execute("CONFIG", "SET", "cluster-node-timeout", "3000"));
		this.cluster.kill(this.primary);
		assertThatIllegalStateException().isThrownBy(() -> this.cluster.replaceNode(this.replica))
			.withMessage(this.primary + " is not running; restart it first");
		this.cluster.restart(this.primary);
	}

	@Test
	void aPrimaryCannotGiveSlotsThatItDoesNotOwn() {
		RedisNode other = this.cluster.primaryOf(16_383);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.cluster.migrateSlots(this.primary, other, IntStream.of(0, 16_383)))
			.withMessage(this.primary + " does not own slot 16383");
	}

	@Test
	void aReplicaTakesNoSlots() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.cluster.migrateSlots(this.primary, this.replica, IntStream.of(0)))
			.withMessage(this.replica + " is not a primary");
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.beginMigration(0, this.replica))
			.withMessage(this.replica + " is not a primary");
	}

	@Test
	void aReplicaIsNotFollowed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.addReplica(this.replica))
			.withMessage(this.replica + " is not a primary");
	}

	@Test
	void aPrimaryGivesNoSlotToItself() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.cluster.migrateSlots(this.primary, this.primary, IntStream.of(0)))
			.withMessage(this.primary + " owns slot 0 already");
	}

	@Test
	void whatIsNoSlotIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.primaryOf(16_384))
			.withMessage("slot is 16384, but slots are 0 to 16383");
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.migrateSlot(-1, this.primary))
			.withMessage("slot is -1, but slots are 0 to 16383");
	}

	@Test
	void aShardHasNoNegativeNumberOfReplicas() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.addShard(-1))
			.withMessage("replicas is -1, but cannot be negative");
	}

}
