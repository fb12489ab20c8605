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

import java.util.Map;
import java.util.function.Consumer;

/**
 * The conditions that operations wait for: what all nodes that answer have to say before
 * the cluster counts as done with a change. Safe for any thread.
 */
final class Agreement {

	private final Members members;

	Agreement(Members members) {
		this.members = members;
	}

	/**
	 * Wait until every node that answers has the same view and every replica is linked to
	 * its primary.
	 * @param change what was done, for the failure message
	 */
	void awaitSettled(String change) {
		awaitSettled(change, (views) -> {
		});
	}

	/**
	 * As {@link #awaitSettled(String)}, with help for nodes that will not agree by
	 * themselves.
	 * @param change what was done, for the failure message
	 * @param mediator gets the views of all nodes whenever they differ
	 */
	void awaitSettled(String change, Consumer<Map<RedisNode, ClusterSnapshot>> mediator) {
		this.members.requireOpen();
		Await.until("the nodes to agree after " + change, this.members.limit(), () -> {
			Map<RedisNode, ClusterSnapshot> views = this.members.views();
			String obstacle = disagreement(views);
			if (obstacle.isEmpty()) {
				return unlinkedReplica();
			}
			mediator.accept(views);
			return obstacle;
		});
	}

	/**
	 * Wait until the cluster is settled, serves all slots and suspects no node that
	 * answers.
	 */
	void awaitHealthy() {
		this.members.requireOpen();
		Await.until("the cluster to be healthy", this.members.limit(), () -> {
			String obstacle = disagreement(this.members.views());
			obstacle = obstacle.isEmpty() ? unserved() : obstacle;
			return obstacle.isEmpty() ? unlinkedReplica() : obstacle;
		});
	}

	/**
	 * Wait until all nodes that answer know one another and suspect none of them.
	 * @param change what was done, for the failure message
	 */
	void awaitAcquainted(String change) {
		Await.until("the nodes to know one another after " + change, this.members.limit(), () -> {
			for (Map.Entry<RedisNode, ClusterSnapshot> view : this.members.views().entrySet()) {
				for (RedisNode node : this.members.answering()) {
					if (!knows(view.getValue(), node)) {
						return view.getKey() + " does not know " + node + " yet, or suspects it";
					}
				}
			}
			return "";
		});
	}

	/**
	 * Wait until every node that answers counts a new replica to the shard of its
	 * primary. To Valkey it still belongs to another one for a moment; a primary that
	 * hands over to such a node becomes an empty primary instead of its replica, and does
	 * not answer the writes that it has held back for the failover.
	 * @param replica a replica
	 * @param primary its primary
	 */
	void awaitSameShard(RedisNode replica, RedisNode primary) {
		Await.until(replica + " to belong to the shard of " + primary, this.members.limit(),
				() -> this.members.answering()
					.stream()
					.filter((node) -> !node.seesInOneShard(replica, primary))
					.findFirst()
					.map((node) -> "to " + node + " it does not")
					.orElse(""));
	}

	/**
	 * Wait until a new primary serves, if anybody does: for its first two seconds, Redis
	 * lets a primary answer CLUSTERDOWN.
	 * @param primary the new primary
	 */
	void awaitServing(RedisNode primary) {
		Await.until(primary + " to serve", this.members.limit(), () -> {
			boolean somebodyServes = this.members.answering().stream().anyMatch(Agreement::serves);
			return (!somebodyServes || serves(primary)) ? "" : "it answers CLUSTERDOWN";
		});
	}

	private static boolean serves(RedisNode node) {
		return node.field("cluster_state", "CLUSTER", "INFO").equals("ok");
	}

	private static boolean knows(ClusterSnapshot view, RedisNode node) {
		return view.row(node.id()).filter((row) -> row.isReady() && !row.isSuspected()).isPresent();
	}

	/**
	 * What the nodes that answer disagree on.
	 * @param views what each of them says
	 * @return an empty string if they agree
	 */
	private String disagreement(Map<RedisNode, ClusterSnapshot> views) {
		Map.Entry<RedisNode, ClusterSnapshot> first = views.entrySet().iterator().next();
		String agreed = first.getValue().essence(this::counts);
		for (Map.Entry<RedisNode, ClusterSnapshot> view : views.entrySet()) {
			for (NodeRow row : view.getValue().rows()) {
				if (!row.isReady() || this.members.byId(row.id()).isEmpty()) {
					return view.getKey() + " lists " + row;
				}
			}
			String essence = view.getValue().essence(this::counts);
			if (!essence.equals(agreed)) {
				return "%s sees%n%s%nand %s sees%n%s".formatted(first.getKey(), agreed, view.getKey(), essence);
			}
		}
		return missingIn(first.getValue());
	}

	/**
	 * Nobody tells a node that has just joined of one that is away and owns nothing.
	 * @param row what a node says of a member
	 * @return whether all have to say the same
	 */
	private boolean counts(NodeRow row) {
		return row.slotCount() > 0 || this.members.byId(row.id()).filter(RedisNode::answers).isPresent();
	}

	private String missingIn(ClusterSnapshot agreed) {
		for (RedisNode node : this.members.answering()) {
			if (agreed.row(node.id()).isEmpty()) {
				return "no node knows " + node;
			}
		}
		return "";
	}

	private String unserved() {
		for (Map.Entry<RedisNode, ClusterSnapshot> view : this.members.views().entrySet()) {
			int covered = view.getValue().coveredSlots();
			if (covered != SlotRange.SLOTS) {
				return view.getKey() + " sees " + covered + " slots covered";
			}
			for (NodeRow row : view.getValue().rows()) {
				if (row.isSuspected() && this.members.byId(row.id()).filter(RedisNode::answers).isPresent()) {
					return view.getKey() + " suspects " + row.id();
				}
			}
			if (!serves(view.getKey())) {
				return view.getKey() + " does not say cluster_state:ok";
			}
		}
		return "";
	}

	private String unlinkedReplica() {
		for (RedisNode node : this.members.answering()) {
			RedisNode primary = this.members.primaryBehind(node);
			boolean shouldBeLinked = primary != node && primary.answers();
			if (shouldBeLinked && !isLinked(node)) {
				return node + " is not linked to its primary " + primary;
			}
		}
		return "";
	}

	static boolean isLinked(RedisNode replica) {
		return replica.field("master_link_status", "INFO", "replication").equals("up");
	}

}
