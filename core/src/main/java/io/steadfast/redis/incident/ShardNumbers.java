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

package io.steadfast.redis.incident;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Gives each shard a number that a person can use, and keeps it while primaries change.
 * Used by the tracker under its lock.
 */
final class ShardNumbers {

	/** By the id of each node of the topology, so bounded by it. */
	private Map<String, Integer> numbers = new HashMap<>();

	/**
	 * The number of the shard to which the first known one of some nodes belongs.
	 * @return from 1, or 0 if none is known
	 */
	int of(Collection<String> ids) {
		return ids.stream().filter(this.numbers::containsKey).map(this.numbers::get).findFirst().orElse(0);
	}

	/**
	 * A node takes the place of another.
	 */
	void inherit(String id, int number) {
		this.numbers.put(id, number);
	}

	/**
	 * Number the shards of a topology: those that are known as before, new ones by their
	 * first slot with the smallest numbers that are free.
	 * @return the numbers by the ids of all nodes
	 */
	Map<String, Integer> update(TopologySnapshot snapshot) {
		List<Shard> shards = snapshot.shards()
			.stream()
			.sorted(Comparator.comparingInt((Shard shard) -> firstSlot(snapshot, shard))
				.thenComparing((shard) -> shard.primary().endpoint().toString()))
			.toList();
		Map<Shard, Integer> kept = new HashMap<>();
		Set<Integer> taken = new HashSet<>();
		shards.forEach((shard) -> keep(shard, of(List.of(shard.primary().id())), kept, taken));
		shards.forEach((shard) -> keep(shard, of(shard.nodes().stream().map(Node::id).toList()), kept, taken));
		Map<String, Integer> next = new HashMap<>();
		for (Shard shard : shards) {
			int number = kept.getOrDefault(shard, 0);
			while (number == 0 || (!kept.containsKey(shard) && taken.contains(number))) {
				number++;
			}
			taken.add(number);
			for (Node node : shard.nodes()) {
				next.put(node.id(), number);
			}
		}
		this.numbers = next;
		return Map.copyOf(next);
	}

	private static void keep(Shard shard, int number, Map<Shard, Integer> kept, Set<Integer> taken) {
		if (number > 0 && !kept.containsKey(shard) && taken.add(number)) {
			kept.put(shard, number);
		}
	}

	private static int firstSlot(TopologySnapshot snapshot, Shard shard) {
		int first = snapshot.slotsOf(shard.primary().id()).nextSetBit(0);
		return (first < 0) ? Integer.MAX_VALUE : first;
	}

}
