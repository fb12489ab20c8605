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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.lettuce.core.cluster.models.partitions.ClusterPartitionParser;
import io.lettuce.core.cluster.models.partitions.Partitions;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;

/**
 * Reads a CLUSTER NODES reply row by row, so that one bad row costs only itself. Lettuce
 * reads the fields; this type guards it against what it would choke on.
 */
public final class TopologyViewParser {

	private static final int FIELDS_BEFORE_SLOTS = 8;

	private static final int ADDRESS_FIELD = 1;

	/** Five digits at most: Lettuce would fill a bit set up to whatever a range says. */
	private static final Pattern SLOT_RANGE = Pattern.compile("\\d{1,5}(-\\d{1,5})?");

	private TopologyViewParser() {
	}

	/**
	 * Read a reply. Never throws: what cannot be read is counted.
	 * @param clusterNodesReply the text that CLUSTER NODES returned
	 * @param asked where the node was asked, the host of a {@code myself} row without one
	 * @return the view of that node
	 */
	public static TopologyView parse(String clusterNodesReply, Endpoint asked) {
		List<TopologyView.Row> rows = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		int unreadable = 0;
		for (String line : clusterNodesReply.lines().toList()) {
			String[] fields = line.trim().split(" ", -1);
			if (line.isBlank() || isWithoutAddress(fields)) {
				continue;
			}
			try {
				TopologyView.Row row = row(fields, asked);
				if (ids.add(row.node().id())) {
					rows.add(row);
				}
			}
			catch (RuntimeException ex) {
				unreadable++;
			}
		}
		return new TopologyView(asked, rows, unreadable);
	}

	private static boolean isWithoutAddress(String[] fields) {
		List<String> flags = (fields.length > 2) ? Arrays.asList(fields[2].split(",", -1)) : List.of();
		return flags.contains("noaddr") || flags.contains("handshake");
	}

	private static TopologyView.Row row(String[] fields, Endpoint asked) {
		requireSlots(fields);
		NodeAddress address = NodeAddress.parse(fields[ADDRESS_FIELD]);
		RedisClusterNode node = read(fields, address);
		boolean myself = node.is(NodeFlag.MYSELF);
		boolean guessedHost = myself && address.hasNoHost();
		Endpoint endpoint = address.endpoint(guessedHost ? asked.host() : "");
		boolean replica = isReplica(node);
		String primaryId = (replica && node.getSlaveOf() != null) ? node.getSlaveOf() : "";
		boolean failing = node.is(NodeFlag.FAIL) || node.is(NodeFlag.EVENTUAL_FAIL);
		Node parsed = new Node(node.getNodeId(), endpoint, address.aliases(),
				replica ? NodeRole.REPLICA : NodeRole.PRIMARY, primaryId, node.getConfigEpoch(), failing);
		return new TopologyView.Row(parsed, slots(node), myself, node.is(NodeFlag.FAIL), guessedHost);
	}

	private static RedisClusterNode read(String[] fields, NodeAddress address) {
		String[] plain = fields.clone();
		plain[ADDRESS_FIELD] = address.plain();
		Partitions read = ClusterPartitionParser.parse(String.join(" ", plain));
		RedisClusterNode node = read.getPartition(0);
		if (node.getNodeId().isBlank()) {
			throw new IllegalArgumentException("A row without an id");
		}
		return node;
	}

	private static BitSet slots(RedisClusterNode node) {
		BitSet slots = new BitSet(SlotTable.SLOTS);
		node.forEachSlot(slots::set);
		if (slots.length() > SlotTable.SLOTS) {
			throw new IllegalArgumentException("A slot beyond the last one");
		}
		return slots;
	}

	private static boolean isReplica(RedisClusterNode node) {
		if (node.is(NodeFlag.REPLICA)) {
			return true;
		}
		if (node.is(NodeFlag.UPSTREAM)) {
			return false;
		}
		throw new IllegalArgumentException("A row without a role");
	}

	private static void requireSlots(String[] fields) {
		for (int field = FIELDS_BEFORE_SLOTS; field < fields.length; field++) {
			boolean inTransition = fields[field].startsWith("[");
			if (!inTransition && !SLOT_RANGE.matcher(fields[field]).matches()) {
				throw new IllegalArgumentException("Not a slot range: " + fields[field]);
			}
		}
	}

}
