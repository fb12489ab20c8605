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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a CLUSTER NODES reply row by row, so that one bad row costs only itself.
 * Lettuce's parser makes a table of all slots for each reply, here for each row: with a
 * thousand nodes that was most of a refresh.
 */
public final class TopologyViewParser {

	private static final int FIELDS_BEFORE_SLOTS = 8;

	private static final int ADDRESS_FIELD = 1;

	private static final int FLAGS_FIELD = 2;

	private static final int PRIMARY_FIELD = 3;

	private static final int EPOCH_FIELD = 6;

	/** Five digits at most, so that it fits an integer. */
	private static final Pattern SLOT_RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");

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
		if (fields.length < FIELDS_BEFORE_SLOTS || fields[0].isBlank()) {
			throw new IllegalArgumentException("A row without an id, or cut short");
		}
		Set<String> flags = Set.copyOf(Arrays.asList(fields[FLAGS_FIELD].split(",", -1)));
		NodeAddress address = NodeAddress.parse(fields[ADDRESS_FIELD]);
		boolean myself = flags.contains("myself");
		boolean guessedHost = myself && address.hasNoHost();
		Endpoint endpoint = address.endpoint(guessedHost ? asked.host() : "");
		boolean replica = isReplica(flags);
		String primaryId = (replica && !fields[PRIMARY_FIELD].equals("-")) ? fields[PRIMARY_FIELD] : "";
		boolean failing = flags.contains("fail") || flags.contains("fail?");
		Node parsed = new Node(fields[0], endpoint, address.aliases(), replica ? NodeRole.REPLICA : NodeRole.PRIMARY,
				primaryId, Long.parseLong(fields[EPOCH_FIELD]), failing);
		return new TopologyView.Row(parsed, slots(fields), myself, flags.contains("fail"), guessedHost);
	}

	private static BitSet slots(String[] fields) {
		BitSet slots = new BitSet();
		for (int field = FIELDS_BEFORE_SLOTS; field < fields.length; field++) {
			boolean inTransition = fields[field].startsWith("[");
			if (!inTransition) {
				addRange(fields[field], slots);
			}
		}
		return slots;
	}

	private static void addRange(String range, BitSet slots) {
		Matcher ends = SLOT_RANGE.matcher(range);
		if (!ends.matches()) {
			throw new IllegalArgumentException("Not a slot range: " + range);
		}
		int first = Integer.parseInt(ends.group(1));
		int last = (ends.group(2) != null) ? Integer.parseInt(ends.group(2)) : first;
		if (last >= SlotTable.SLOTS) {
			throw new IllegalArgumentException("A slot beyond the last one");
		}
		if (first <= last) {
			slots.set(first, last + 1);
		}
	}

	private static boolean isReplica(Set<String> flags) {
		if (flags.contains("slave") || flags.contains("replica")) {
			return true;
		}
		if (flags.contains("master")) {
			return false;
		}
		throw new IllegalArgumentException("A row without a role");
	}

}
