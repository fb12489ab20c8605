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

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * Neighbouring slots of one shard.
 *
 * @param first its first slot
 * @param last its last slot
 * @param shard the number of their shard, 0 for slots that nobody owns
 */
record SlotRun(int first, int last, int shard) {

	/**
	 * All slots.
	 * @param topology who owns them
	 * @param numbers the shards' numbers by the ids of their primaries
	 * @return in order, without gaps
	 */
	static List<SlotRun> of(TopologySnapshot topology, Map<String, Integer> numbers) {
		List<SlotRun> runs = new ArrayList<>();
		for (int slot = 0; slot < SlotTable.SLOTS; slot++) {
			int shard = topology.covers(slot) ? numbers.getOrDefault(topology.shardOf(slot).primary().id(), 0) : 0;
			int end = runs.size() - 1;
			if (end >= 0 && runs.get(end).shard == shard) {
				runs.set(end, new SlotRun(runs.get(end).first, slot, shard));
			}
			else {
				runs.add(new SlotRun(slot, slot, shard));
			}
		}
		return runs;
	}

}
