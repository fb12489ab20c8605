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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.cluster.SlotHash;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Slots and shards come and go, and no key is lost.
 */
class ScalingIT {

	private static final int KEYS = 500;

	/** A primary of Valkey 8 asks its replicas before it gives a slot away. */
	private static final Duration DRAIN_LIMIT = Duration.ofMinutes(1);

	/** All in one slot. */
	private static final List<String> TAGGED = List.of("{tag}a", "{tag}b", "{tag}c");

	@RegisterExtension
	static RedisClusterExtension redis = new RedisClusterExtension(
			(cluster) -> cluster.nodeTimeout(Duration.ofSeconds(1)).password("secret"));

	private final RedisCluster cluster = redis.cluster();

	@BeforeEach
	void writeKeys() {
		keys().forEach((key) -> this.cluster.primaryFor(key).execute("SET", key, "value of " + key));
	}

	@AfterEach
	void everyKeyIsThereAndTheClusterHealthy() {
		this.cluster.awaitHealthy();
		keys().forEach(
				(key) -> assertThat(this.cluster.primaryFor(key).execute("GET", key)).isEqualTo("value of " + key));
	}

	private static List<String> keys() {
		return IntStream.range(0, KEYS / 10)
			.boxed()
			.flatMap((tag) -> IntStream.range(0, 10).mapToObj((i) -> "{" + tag + "}" + i))
			.toList();
	}

	@Test
	void aShardIsAddedFilledAndRemovedOnceItsClientsHaveLeft() throws Exception {
		RedisNode added = this.cluster.addShard(1);
		assertThat(this.cluster.primaries()).hasSize(4).contains(added);
		assertThat(slotsOf(added)).isZero();
		assertThat(this.cluster.replicasOf(added)).hasSize(1);
		RedisNode replica = this.cluster.replicasOf(added).get(0);

		this.cluster.rebalance();
		assertThat(this.cluster.primaries()).allMatch((primary) -> slotsOf(primary) == 4096);

		CompletableFuture<Void> client = slowToNotice(added);
		this.cluster.removeShard(added);
		client.get(10, TimeUnit.SECONDS);
		assertThat(this.cluster.nodes()).hasSize(6).doesNotContain(added, replica);
		assertThat(added.isAlive()).isFalse();
		assertThat(replica.isAlive()).isFalse();
		assertThat(this.cluster.nodes())
			.allSatisfy((node) -> assertThat(node.execute("CLUSTER", "NODES")).doesNotContain(added.id()));
	}

	/** A client that goes on asking for half a second after all slots have left. */
	private CompletableFuture<Void> slowToNotice(RedisNode leaving) {
		String key = keys().stream()
			.filter((name) -> this.cluster.primaryFor(name) == leaving)
			.findFirst()
			.orElseThrow();
		return CompletableFuture.runAsync(() -> {
			Await.until(leaving + " to be drained", DRAIN_LIMIT, () -> (slotsOf(leaving) == 0) ? "" : "it is not");
			String moved = "MOVED " + SlotHash.getSlot(key) + " " + this.cluster.primaryFor(key).endpoint();
			for (int late = 0; late < 10; late++) {
				Await.pause(Duration.ofMillis(50));
				assertThat(isAnsweredWith(moved, key, leaving)).isTrue();
			}
		});
	}

	@Test
	void aPrimaryThatGaveUpASlotAgainIsTold() {
		int slot = IntStream.range(0, SlotRange.SLOTS)
			.filter((candidate) -> isEmpty(candidate))
			.findFirst()
			.orElseThrow();
		RedisNode source = this.cluster.primaryOf(slot);
		RedisNode target = this.cluster.primaries().stream().filter((node) -> node != source).findFirst().orElseThrow();
		Members members = new Members(Duration.ofSeconds(1));
		this.cluster.nodes().forEach(members::add);
		SlotTransfer transfer = new SlotTransfer(members, "secret",
				new SlotPlan.Transfer<>(source, target, List.of(slot)));
		transfer.begin();
		transfer.commit();
		target.execute("CLUSTER", "SETSLOT", String.valueOf(slot), "NODE", source.id());

		new Agreement(members).awaitSettled("the hand-over of slot " + slot, transfer::insist);

		assertThat(this.cluster.nodes()).allSatisfy((node) -> assertThat(node.snapshot().ownerOf(slot))
			.hasValueSatisfying((owner) -> assertThat(owner.id()).isEqualTo(target.id())));
	}

	private boolean isEmpty(int slot) {
		return this.cluster.primaryOf(slot).execute("CLUSTER", "COUNTKEYSINSLOT", String.valueOf(slot)).equals("0");
	}

	@Test
	void aReplicaIsAddedAndRemoved() {
		RedisNode primary = this.cluster.primaryFor("{1}1");
		RedisNode added = this.cluster.addReplica(primary);
		assertThat(this.cluster.replicasOf(primary)).hasSize(2).contains(added);
		assertThat(added.execute("DBSIZE")).isEqualTo(primary.execute("DBSIZE"));
		this.cluster.removeReplica(added);
		assertThat(this.cluster.replicasOf(primary)).hasSize(1);
		assertThat(added.isAlive()).isFalse();
	}

	@Test
	void slotsMoveWithTheirKeys() {
		RedisNode source = this.cluster.primaryFor("{1}1");
		RedisNode target = otherThan(source);
		int slot = SlotHash.getSlot("{1}1");
		this.cluster.migrateSlots(source, target, IntStream.of(slot));
		assertThat(this.cluster.primaryOf(slot)).isSameAs(target);
		assertThat(target.execute("GET", "{1}1")).isEqualTo("value of {1}1");
		this.cluster.migrateSlot(slot, source);
		assertThat(this.cluster.primaryOf(slot)).isSameAs(source);
	}

	@Test
	void aSlotCanStayHalfMigrated() {
		int slot = SlotHash.getSlot("tag");
		RedisNode source = this.cluster.primaryOf(slot);
		RedisNode target = otherThan(source);
		TAGGED.forEach((key) -> source.execute("SET", key, "v"));

		SlotMigration migration = this.cluster.beginMigration(slot, target);
		assertThat(migration.source()).isSameAs(source);
		assertThat(migration.moveKeys(1)).isEqualTo(1);

		assertThat(TAGGED.stream().filter((key) -> isAnsweredWith("ASK " + slot + " " + target.endpoint(), key)))
			.hasSize(1);
		assertThatExceptionOfType(RedisCommandExecutionException.class)
			.isThrownBy(() -> source.execute("MGET", TAGGED.get(0), TAGGED.get(1), TAGGED.get(2)))
			.withMessageStartingWith("TRYAGAIN");

		migration.finish();
		assertThat(this.cluster.primaryOf(slot)).isSameAs(target);
		assertThat(target.execute("MGET", TAGGED.get(0), TAGGED.get(1), TAGGED.get(2))).isEqualTo("v\nv\nv");
		assertThat(isAnsweredWith("MOVED " + slot + " " + target.endpoint(), TAGGED.get(0), source)).isTrue();
	}

	@Test
	void aSlotCannotMoveToItsOwner() {
		RedisNode owner = this.cluster.primaryOf(0);
		assertThatIllegalArgumentException().isThrownBy(() -> this.cluster.beginMigration(0, owner))
			.withMessageContaining("owns slot 0 already");
	}

	private boolean isAnsweredWith(String error, String key) {
		return isAnsweredWith(error, key, this.cluster.primaryFor(key));
	}

	private static boolean isAnsweredWith(String error, String key, RedisNode node) {
		try {
			node.execute("GET", key);
			return false;
		}
		catch (RedisCommandExecutionException ex) {
			return error.equals(ex.getMessage());
		}
	}

	private RedisNode otherThan(RedisNode primary) {
		return this.cluster.primaries().stream().filter((node) -> node != primary).findFirst().orElseThrow();
	}

	private static int slotsOf(RedisNode node) {
		return node.snapshot().myself().slotCount();
	}

}
