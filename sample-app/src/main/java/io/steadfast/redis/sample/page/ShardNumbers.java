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

package io.steadfast.redis.sample.page;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.TopologySnapshot;

import org.springframework.stereotype.Component;

/**
 * Gives each shard a small number, and so a colour, that it keeps through failovers and
 * replacements of its nodes. Used by one sampler at a time.
 */
@Component
class ShardNumbers {

	private final Map<String, Integer> byNodeId = new HashMap<>();

	/**
	 * The numbers of the shards.
	 * @param topology where they are
	 * @return from 1, by the id of the primary, in the order of their first slots
	 */
	Map<String, Integer> of(TopologySnapshot topology) {
		List<Shard> shards = topology.shards()
			.stream()
			.sorted(Comparator.comparingInt((shard) -> firstSlot(topology, shard)))
			.toList();
		Map<String, Integer> numbers = new LinkedHashMap<>();
		Set<Integer> taken = new HashSet<>();
		shards.forEach((shard) -> inherit(shard, numbers, taken));
		shards.forEach((shard) -> numbers.computeIfAbsent(shard.primary().id(), (id) -> lowestFree(taken)));
		this.byNodeId.clear();
		shards.forEach((shard) -> shard.nodes()
			.forEach((node) -> this.byNodeId.put(node.id(), numbers.getOrDefault(shard.primary().id(), 0))));
		return numbers;
	}

	private void inherit(Shard shard, Map<String, Integer> numbers, Set<Integer> taken) {
		shard.nodes()
			.stream()
			.map(Node::id)
			.filter(this.byNodeId::containsKey)
			.map((id) -> this.byNodeId.getOrDefault(id, 0))
			.filter(taken::add)
			.findFirst()
			.ifPresent((number) -> numbers.put(shard.primary().id(), number));
	}

	private static int lowestFree(Set<Integer> taken) {
		int number = 1;
		while (!taken.add(number)) {
			number++;
		}
		return number;
	}

	private static int firstSlot(TopologySnapshot topology, Shard shard) {
		int first = topology.slotsOf(shard.primary().id()).nextSetBit(0);
		return (first < 0) ? Integer.MAX_VALUE : first;
	}

}
