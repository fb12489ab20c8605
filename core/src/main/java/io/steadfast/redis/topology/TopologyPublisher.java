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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.steadfast.redis.FaultKind;
import io.steadfast.redis.NodeFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a merged snapshot the current one: prepares, brings the slot table up and tells
 * the listeners. Called by one refresh at a time.
 */
final class TopologyPublisher {

	/**
	 * Connecting takes some milliseconds, a quarter of a second with TLS on a busy node;
	 * slots that have moved already should not wait longer than that.
	 */
	static final Duration PREPARATION_LIMIT = Duration.ofMillis(250);

	private static final Logger log = LoggerFactory.getLogger(TopologyPublisher.class);

	private final SlotTable table;

	private final TopologyPreparation preparation;

	private final MonitorTiming timing;

	/** Added to by any thread, therefore copied on write. */
	private final List<TopologyListener> listeners = new CopyOnWriteArrayList<>();

	/** Written by the refresh in flight, of which there is one; volatile for readers. */
	private volatile TopologySnapshot current = TopologySnapshot.empty();

	/**
	 * Written by the refresh in flight; volatile, as the next may run on another thread.
	 */
	private volatile LeftOutSlots leftOut = LeftOutSlots.none();

	TopologyPublisher(SlotTable table, TopologyPreparation preparation, MonitorTiming timing) {
		this.table = table;
		this.preparation = preparation;
		this.timing = timing;
	}

	void addListener(TopologyListener listener) {
		this.listeners.add(listener);
	}

	TopologySnapshot current() {
		return this.current;
	}

	LeftOutSlots leftOut() {
		return this.leftOut;
	}

	/**
	 * Whether part of the cluster is not served, so that news is to be expected.
	 */
	boolean isIncomplete() {
		TopologySnapshot snapshot = this.current;
		return snapshot.coveredSlots() < SlotTable.SLOTS || snapshot.shards()
			.stream()
			.anyMatch((shard) -> shard.primary().failing() && snapshot.ownsSlots(shard.primary().id()));
	}

	CompletableFuture<Publication> prepare(TopologyMerge.Result merged) {
		TopologySnapshot before = this.current;
		TopologySnapshot after = merged.snapshot();
		TopologyDiff diff = TopologyDiff.between(before, after);
		Publication publication = new Publication(before, after, !after.hasSameContentAs(before), diff,
				merged.leftOut());
		if (diff.isEmpty()) {
			return CompletableFuture.completedFuture(publication);
		}
		return this.timing.within(PREPARATION_LIMIT, () -> this.preparation.prepare(before, after, diff))
			.handleAsync((done, failure) -> {
				if (failure != null) {
					log.debug("Publishing version {} unprepared: {}", after.version(), failure.getMessage());
				}
				return publication;
			}, this.timing.scheduler());
	}

	void publish(Publication publication) {
		this.leftOut = publication.leftOut();
		this.current = publication.after();
		this.table.apply(publication.after());
		if (publication.changesContent()) {
			this.listeners.forEach((listener) -> tell(listener, publication));
		}
	}

	private static void tell(TopologyListener listener, Publication publication) {
		try {
			listener.topologyChanged(publication.before(), publication.after(), publication.diff());
		}
		catch (RuntimeException ex) {
			log.warn("A topology listener failed; it may act on an old topology until the next change", ex);
		}
	}

	/**
	 * A snapshot on its way to being the current one.
	 */
	record Publication(TopologySnapshot before, TopologySnapshot after, boolean changesContent, TopologyDiff diff,
			LeftOutSlots leftOut) {

		List<NodeFault> faults(RefreshRound round) {
			return (this.after.coveredSlots() > 0) ? round.faults()
					: this.after.nodes().stream().map(Publication::withoutSlots).toList();
		}

		private static NodeFault withoutSlots(Node node) {
			return new NodeFault(node.endpoint().toString(), FaultKind.NO_SLOTS, "no slot has an owner");
		}

	}

}
