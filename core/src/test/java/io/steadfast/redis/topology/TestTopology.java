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

package io.steadfast.redis.topology;

import java.util.Set;

/**
 * Nodes and snapshots for tests; a node's host is its id.
 */
final class TestTopology {

	private TestTopology() {
	}

	static Node primary(String id, long epoch) {
		return new Node(id, ViewText.endpoint(id), Set.of(), NodeRole.PRIMARY, "", epoch, false);
	}

	static Node replica(String id, String primaryId, long epoch) {
		return new Node(id, ViewText.endpoint(id), Set.of(), NodeRole.REPLICA, primaryId, epoch, false);
	}

	/**
	 * One shard owns everything; the other primaries are there without slots.
	 */
	static TopologySnapshot ownedBy(long version, Node owner, Node... others) {
		TopologySnapshotBuilder builder = TopologySnapshot.builder().node(owner);
		for (Node other : others) {
			builder.node(other);
		}
		return builder.slots(owner.id(), 0, SlotTable.SLOTS - 1).build(version, 0);
	}

}
