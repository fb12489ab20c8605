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

package io.steadfast.redis.connection;

import java.util.Set;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.TopologySnapshot;

/**
 * A snapshot in Lettuce's own terms, for the parts of Lettuce and Spring Data that look
 * at it.
 */
final class LettuceView {

	private LettuceView() {
	}

	/**
	 * Translate a snapshot.
	 * @param snapshot the topology
	 * @return a fresh object, since Lettuce's are mutable
	 */
	static Partitions of(TopologySnapshot snapshot) {
		Partitions partitions = new Partitions();
		for (Node node : snapshot.nodes()) {
			partitions.addPartition(of(node, snapshot));
		}
		partitions.updateCache();
		return partitions;
	}

	@SuppressWarnings("deprecation") // Spring Data looks for MASTER, Lettuce for UPSTREAM
	private static RedisClusterNode of(Node node, TopologySnapshot snapshot) {
		RedisClusterNode description = RedisClusterNode.of(node.id());
		description.setUri(RedisURI.create(node.endpoint().host(), node.endpoint().port()));
		// whether it can be reached is ours to find out, and a node left out is a result
		// cut short
		description.setConnected(true);
		description.setConfigEpoch(node.configEpoch());
		if (node.role() == NodeRole.PRIMARY) {
			description.setFlags(Set.of(NodeFlag.UPSTREAM, NodeFlag.MASTER));
			description.setSlots(snapshot.slotsOf(node.id()).stream().boxed().toList());
		}
		else {
			description.setFlags(Set.of(NodeFlag.REPLICA));
			description.setSlaveOf(node.primaryId());
		}
		return description;
	}

}
