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

import java.util.Set;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.SlotTable;
import io.steadfast.redis.topology.TopologySnapshot;
import io.steadfast.redis.topology.TopologySnapshotBuilder;

/**
 * Our {@link SlotTable}, to which each {@link TopologySnapshot} is applied.
 */
final class SteadfastSlotOwners implements SlotOwners {

	private final SlotTable table = new SlotTable();

	@Override
	public Object ownerOf(int slot) {
		return this.table.ownerOf(slot).node();
	}

	@Override
	public void publish(int failovers) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder();
		for (ShardRow row : ShardRow.after(failovers)) {
			builder.node(node(row.primary(), NodeRole.PRIMARY, "", row.epoch()))
				.node(node(row.replica(), NodeRole.REPLICA, ShardRow.id(row.primary()), row.epoch()))
				.slots(ShardRow.id(row.primary()), row.from(), row.to());
		}
		this.table.apply(builder.build(1L + failovers, 0));
	}

	private static Node node(int number, NodeRole role, String primaryId, int epoch) {
		return new Node(ShardRow.id(number), new Endpoint("127.0.0.1", ShardRow.port(number)), Set.of(), role,
				primaryId, epoch, false);
	}

}
