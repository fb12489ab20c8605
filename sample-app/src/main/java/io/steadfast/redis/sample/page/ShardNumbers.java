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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

import io.steadfast.redis.topology.Shard;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * The small numbers of shards, and so their colours: those by which incidents name them.
 */
final class ShardNumbers {

	private ShardNumbers() {
	}

	/**
	 * The numbers of the shards.
	 * @param topology where they are
	 * @param ofIncidents the number of the shard of a node in incidents; 0 for one that
	 * they do not know yet, which gets one that is free
	 * @return from 1, by the id of the primary, in the order of their first slots
	 */
	static Map<String, Integer> of(TopologySnapshot topology, ToIntFunction<String> ofIncidents) {
		List<String> primaries = topology.shards()
			.stream()
			.sorted(Comparator.comparingInt((shard) -> firstSlot(topology, shard)))
			.map((shard) -> shard.primary().id())
			.toList();
		Map<String, Integer> numbers = new LinkedHashMap<>();
		Set<Integer> taken = new HashSet<>();
		for (String primary : primaries) {
			int known = ofIncidents.applyAsInt(primary);
			numbers.put(primary, (known > 0 && taken.add(known)) ? known : 0);
		}
		numbers.replaceAll((primary, number) -> (number > 0) ? number : lowestFree(taken));
		return numbers;
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
