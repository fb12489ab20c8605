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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows in which the views speak of one node; used by one thread.
 */
final class NodeSightings {

	/** The newest claim first; of equal ones that of the node itself. */
	private static final Comparator<TopologyView.Row> BY_AUTHORITY = Comparator
		.comparingLong((TopologyView.Row row) -> row.node().configEpoch())
		.thenComparing(TopologyView.Row::myself);

	private final String id;

	private final List<TopologyView.Row> rows = new ArrayList<>();

	private TopologyView.Row latest;

	NodeSightings(TopologyView.Row first) {
		this.id = first.node().id();
		this.latest = first;
	}

	String id() {
		return this.id;
	}

	void add(TopologyView.Row row) {
		this.rows.add(row);
		if (BY_AUTHORITY.compare(row, this.latest) > 0) {
			this.latest = row;
		}
	}

	/**
	 * Whether at least half of the views list the node as one that is there.
	 */
	boolean isMember(int views) {
		return this.rows.stream().filter((row) -> !row.down()).count() * 2 >= views;
	}

	TopologyView.Row latest() {
		return this.latest;
	}

	Node describe(long knownEpoch) {
		Node latest = latest().node();
		Endpoint endpoint = endpoint();
		Set<Endpoint> aliases = new HashSet<>();
		this.rows.stream()
			.filter((row) -> row.node().endpoint().equals(endpoint))
			.forEach((row) -> aliases.addAll(row.node().aliases()));
		boolean failing = this.rows.stream().filter((row) -> row.node().failing()).count() * 2 >= this.rows.size();
		return new Node(this.id, endpoint, aliases, latest.role(), latest.primaryId(),
				Math.max(latest.configEpoch(), knownEpoch), failing);
	}

	/**
	 * The endpoint that most views name; of equally many the node's own word, then the
	 * first by name. An endpoint that the parser had to guess counts least.
	 */
	private Endpoint endpoint() {
		Map<Endpoint, Integer> weights = new HashMap<>();
		for (TopologyView.Row row : this.rows) {
			int weight = row.guessedHost() ? 1 : (row.myself() ? 11 : 10);
			weights.merge(row.node().endpoint(), weight, Integer::sum);
		}
		return weights.entrySet()
			.stream()
			.max(Map.Entry.<Endpoint, Integer>comparingByValue()
				.thenComparing((entry) -> entry.getKey().toString(), Comparator.reverseOrder()))
			.orElseThrow()
			.getKey();
	}

}
