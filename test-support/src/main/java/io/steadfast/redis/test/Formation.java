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

import java.util.List;

import io.lettuce.core.protocol.AsyncCommand;

/**
 * Makes a cluster of single nodes, and lets further nodes join it. Used by one operation
 * at a time.
 */
final class Formation {

	private final Members members;

	private final Agreement agreement;

	Formation(Members members, Agreement agreement) {
		this.members = members;
		this.agreement = agreement;
	}

	/**
	 * Form a cluster with all slots spread evenly.
	 * @param nodes the primaries, followed by the replicas of each in turn
	 * @param shards number of primaries
	 */
	void form(List<RedisNode> nodes, int shards) {
		nodes.forEach(this.members::add);
		for (int i = 0; i < nodes.size(); i++) {
			// Possible only while a node knows no other; unique epochs save elections.
			nodes.get(i).execute("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
		}
		for (int i = 0; i < shards; i++) {
			nodes.get(i)
				.execute("CLUSTER", "ADDSLOTSRANGE", Integer.toString(i * SlotRange.SLOTS / shards),
						Integer.toString((i + 1) * SlotRange.SLOTS / shards - 1));
		}
		for (int i = 1; i < nodes.size(); i++) {
			// Each meets each: gossip alone would take seconds.
			introduce(nodes.get(i), nodes.subList(0, i));
		}
		this.agreement.awaitAcquainted("their introduction");
		for (int i = shards; i < nodes.size(); i++) {
			nodes.get(i).execute("CLUSTER", "REPLICATE", nodes.get(i % shards).id());
		}
		this.agreement.awaitHealthy();
		for (int i = shards; i < nodes.size(); i++) {
			this.agreement.awaitSameShard(nodes.get(i), nodes.get(i % shards));
		}
	}

	/**
	 * Let a node join without slots, as a primary.
	 * @param node a node that belongs to no cluster
	 */
	void join(RedisNode node) {
		introduce(node, this.members.answering());
		this.members.add(node);
		this.agreement.awaitAcquainted(node + " joined");
	}

	/**
	 * Let a node join as a replica and wait until it has everything that its primary had
	 * at the beginning.
	 * @param node a node that belongs to no cluster
	 * @param primary the primary to follow
	 */
	void joinAsReplica(RedisNode node, RedisNode primary) {
		join(node);
		follow(node, primary);
	}

	/**
	 * Make a member without slots a replica.
	 * @param node a primary without slots
	 * @param primary the primary to follow
	 */
	void follow(RedisNode node, RedisNode primary) {
		node.execute("CLUSTER", "REPLICATE", primary.id());
		this.agreement.awaitSettled(node + " became a replica of " + primary);
		this.agreement.awaitSameShard(node, primary);
		long written = offset(primary);
		Await.until(node + " to catch up with " + primary, this.members.limit(), () -> {
			long applied = offset(node);
			return (applied >= written) ? "" : "it is at offset " + applied + " of " + written;
		});
	}

	/**
	 * Let all members forget nodes that have left the list of members.
	 * @param leaving nodes that own no slots
	 */
	void forget(List<RedisNode> leaving) {
		leaving.forEach(this.members::remove);
		for (RedisNode node : this.members.answering()) {
			leaving.forEach((old) -> node.execute("CLUSTER", "FORGET", old.id()));
		}
		this.agreement.awaitSettled("forgetting " + leaving);
	}

	private static void introduce(RedisNode newcomer, List<RedisNode> others) {
		List<AsyncCommand<byte[], byte[], Object>> meetings = others.stream()
			.map((node) -> node.link().send("CLUSTER", "MEET", newcomer.host(), Integer.toString(newcomer.port())))
			.toList();
		meetings.forEach((meeting) -> RespLink.await(meeting, RespLink.TIMEOUT, "CLUSTER MEET"));
	}

	private static long offset(RedisNode node) {
		return Long.parseLong(node.field("master_repl_offset", "INFO", "replication"));
	}

}
