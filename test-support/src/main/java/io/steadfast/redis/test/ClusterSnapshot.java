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

package io.steadfast.redis.test;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One node's view of the cluster at one moment.
 *
 * @param rows a row for each node that it knows
 */
record ClusterSnapshot(List<NodeRow> rows) {

	ClusterSnapshot {
		rows = List.copyOf(rows);
	}

	static ClusterSnapshot parse(String clusterNodes) {
		return new ClusterSnapshot(clusterNodes.lines().filter((line) -> !line.isBlank()).map(NodeRow::parse).toList());
	}

	NodeRow myself() {
		return this.rows.stream().filter(NodeRow::isMyself).findFirst().orElseThrow();
	}

	Optional<NodeRow> row(String id) {
		return this.rows.stream().filter((row) -> row.id().equals(id)).findFirst();
	}

	Optional<NodeRow> ownerOf(int slot) {
		return this.rows.stream().filter((row) -> row.owns(slot)).findFirst();
	}

	int coveredSlots() {
		return this.rows.stream().mapToInt(NodeRow::slotCount).sum();
	}

	/**
	 * What all nodes have to agree on.
	 * @param counts which nodes have to be the same
	 * @return their roles and slots, in a fixed order
	 */
	String essence(Predicate<NodeRow> counts) {
		return this.rows.stream().filter(counts).map(NodeRow::essence).sorted().collect(Collectors.joining("\n"));
	}

}
