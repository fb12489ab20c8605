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
import java.util.stream.Stream;

/**
 * Adds and removes shards and replicas. Used by one operation at a time.
 */
final class Scaling {

	private final Members members;

	private final Agreement agreement;

	private final NodeLauncher launcher;

	private final Formation formation;

	private final Resharding resharding;

	Scaling(Members members, Agreement agreement, NodeLauncher launcher, Formation formation, Resharding resharding) {
		this.members = members;
		this.agreement = agreement;
		this.launcher = launcher;
		this.formation = formation;
		this.resharding = resharding;
	}

	RedisNode addShard(int replicas) {
		if (replicas < 0) {
			throw new IllegalArgumentException("replicas is " + replicas + ", but cannot be negative");
		}
		List<RedisNode> nodes = this.launcher
			.launch(Stream.generate(this.launcher::firstAddress).limit(1L + replicas).toList());
		nodes.forEach(this.formation::join);
		nodes.stream().skip(1).forEach((replica) -> this.formation.follow(replica, nodes.get(0)));
		this.agreement.awaitServing(nodes.get(0));
		return nodes.get(0);
	}

	RedisNode addReplica(RedisNode primary) {
		this.members.requirePrimary(primary);
		RedisNode replica = this.launcher.launch(this.launcher.firstAddress());
		this.formation.joinAsReplica(replica, primary);
		return replica;
	}

	void removeShard(RedisNode primary) {
		this.members.requireAnswering(primary);
		List<RedisNode> leaving = shardOf(primary);
		this.resharding.drain(primary);
		Farewell.await(leaving);
		this.formation.forget(leaving);
		leaving.forEach(RedisNode::end);
	}

	/**
	 * A primary and its replicas, dead ones included.
	 * @param primary a primary that answers
	 * @return members
	 */
	private List<RedisNode> shardOf(RedisNode primary) {
		return primary.snapshot()
			.rows()
			.stream()
			.filter((row) -> row.isMyself() || row.isReplicaOf(primary.id()))
			.flatMap((row) -> this.members.byId(row.id()).stream())
			.toList();
	}

	void removeReplica(RedisNode replica) {
		this.members.requireAnswering(replica);
		if (replica.snapshot().myself().isPrimary()) {
			throw new IllegalArgumentException(replica + " is a primary; remove its shard, or fail over first");
		}
		this.formation.forget(List.of(replica));
		replica.end();
	}

}
