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

package io.steadfast.redis.benchmarks;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;

/**
 * Lettuce's {@link Partitions}, reloaded as its refresh does. The nodes are made
 * beforehand: what is public to make them takes each slot as an object, which its parser
 * does not.
 */
final class LettuceSlotOwners implements SlotOwners {

	private final Partitions partitions = new Partitions();

	private final List<RedisClusterNode> even = nodes(0);

	private final List<RedisClusterNode> odd = nodes(1);

	@Override
	public Object ownerOf(int slot) {
		return this.partitions.getPartitionBySlot(slot);
	}

	@Override
	public void publish(int failovers) {
		this.partitions.reload((failovers % 2 == 0) ? this.even : this.odd);
	}

	private static List<RedisClusterNode> nodes(int failovers) {
		return ShardRow.after(failovers).stream().flatMap(LettuceSlotOwners::nodes).toList();
	}

	private static Stream<RedisClusterNode> nodes(ShardRow row) {
		List<Integer> slots = IntStream.rangeClosed(row.from(), row.to()).boxed().toList();
		return Stream.of(node(row, row.primary(), slots, NodeFlag.UPSTREAM),
				node(row, row.replica(), List.of(), NodeFlag.REPLICA));
	}

	private static RedisClusterNode node(ShardRow row, int number, List<Integer> slots, NodeFlag role) {
		RedisURI uri = RedisURI.create("127.0.0.1", ShardRow.port(number));
		String primaryId = (role == NodeFlag.REPLICA) ? ShardRow.id(row.primary()) : "";
		return new RedisClusterNode(uri, ShardRow.id(number), true, primaryId, 0, 0, row.epoch(), slots, Set.of(role));
	}

}
