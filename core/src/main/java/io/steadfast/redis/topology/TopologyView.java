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

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one node said about the topology. Immutable.
 *
 * @param asked where the node was asked
 * @param rows the nodes that it listed, without those that have no address
 * @param unreadableRows number of rows that made no sense and were skipped
 */
public record TopologyView(Endpoint asked, List<Row> rows, int unreadableRows) {

	public TopologyView {
		rows = List.copyOf(rows);
	}

	/**
	 * The id of the node that was asked.
	 * @return empty if its row could not be read
	 */
	String sourceId() {
		return this.rows.stream().filter(Row::myself).map((row) -> row.node().id()).findFirst().orElse("");
	}

	boolean lists(String nodeId) {
		return this.rows.stream().anyMatch((row) -> row.node().id().equals(nodeId));
	}

	boolean showsSlots() {
		return this.rows.stream().anyMatch((row) -> !row.owned().isEmpty());
	}

	long highestEpoch() {
		return this.rows.stream().mapToLong((row) -> row.node().configEpoch()).max().orElse(Node.UNKNOWN_EPOCH);
	}

	/**
	 * Who owns what, to be compared with other views and not to be changed.
	 */
	Map<String, BitSet> slotsById() {
		return this.rows.stream()
			.filter((row) -> !row.owned().isEmpty())
			.collect(Collectors.toMap((row) -> row.node().id(), Row::owned));
	}

	/**
	 * One line of the answer.
	 *
	 * @param node the node that it describes
	 * @param slots the slots that the node owns
	 * @param myself whether the node describes itself
	 * @param down whether the cluster has agreed that the node failed, which is more than
	 * a suspicion of the node that was asked
	 * @param guessedHost whether the row names no host, so that the asked one was taken
	 */
	public record Row(Node node, BitSet slots, boolean myself, boolean down, boolean guessedHost) {

		public Row {
			slots = (BitSet) slots.clone();
		}

		/**
		 * The slots that the node owns.
		 * @return a copy
		 */
		@Override
		public BitSet slots() {
			return (BitSet) this.slots.clone();
		}

		/**
		 * The slots that the node owns, to be read only: with a thousand nodes copies are
		 * megabytes.
		 */
		BitSet owned() {
			return this.slots;
		}

	}

}
