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

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * What one node says of another, or of itself: a row of {@code CLUSTER NODES}.
 *
 * @param id node id
 * @param address {@code host:port} for clients
 * @param announcedName host name after the address, or empty
 * @param flags such as {@code myself}, {@code master}, {@code fail?}
 * @param primaryId id of the primary that a replica follows, or {@code -}
 * @param epoch config epoch
 * @param ranges slots owned
 */
record NodeRow(String id, String address, String announcedName, Set<String> flags, String primaryId, long epoch,
		List<SlotRange> ranges) {

	NodeRow {
		flags = Set.copyOf(flags);
		ranges = List.copyOf(ranges);
	}

	static NodeRow parse(String line) {
		String[] fields = line.strip().split(" ", -1);
		String[] address = fields[1].split(",", -1);
		// Slots in brackets are on their way in or out, and owned by another row.
		List<SlotRange> ranges = Arrays.stream(fields, 8, fields.length)
			.filter((slots) -> !slots.startsWith("["))
			.map(SlotRange::parse)
			.toList();
		return new NodeRow(fields[0], address[0].split("@", -1)[0], (address.length > 1) ? address[1] : "",
				Set.of(fields[2].split(",", -1)), fields[3], Long.parseLong(fields[6]), ranges);
	}

	boolean isMyself() {
		return this.flags.contains("myself");
	}

	boolean isPrimary() {
		return this.flags.contains("master");
	}

	boolean isReplicaOf(String primary) {
		return this.flags.contains("slave") && this.primaryId.equals(primary);
	}

	boolean isSuspected() {
		return this.flags.contains("fail") || this.flags.contains("fail?");
	}

	boolean isReady() {
		return !this.flags.contains("handshake") && !this.flags.contains("noaddr");
	}

	boolean owns(int slot) {
		return this.ranges.stream().anyMatch((range) -> range.contains(slot));
	}

	int slotCount() {
		return this.ranges.stream().mapToInt(SlotRange::size).sum();
	}

	/**
	 * What all nodes have to agree on.
	 * @return id, announced name, role and slots
	 */
	String essence() {
		return this.id + " " + this.announcedName + " " + (isPrimary() ? "primary" : "replica of " + this.primaryId)
				+ " " + this.ranges;
	}

}
