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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.steadfast.redis.topology.TopologyMerge.RejectedView;

/**
 * Which of several views take part in the vote, and why the others do not.
 *
 * @param accepted the views to merge, one for each node that answered
 * @param rejected the others
 */
record ViewSelection(List<TopologyView> accepted, List<RejectedView> rejected) {

	static ViewSelection of(TopologySnapshot current, List<TopologyView> views) {
		List<RejectedView> rejected = new ArrayList<>();
		List<TopologyView> readable = new ArrayList<>();
		List<TopologyView> empty = new ArrayList<>();
		for (TopologyView view : onePerNode(views)) {
			if (view.rows().isEmpty()) {
				rejected.add(new RejectedView(view.asked(), "has no readable row"));
			}
			else if (current.coveredSlots() > 0 && !view.showsSlots()) {
				// D10: a node that has only just joined does not know yet.
				empty.add(view);
				rejected.add(new RejectedView(view.asked(), "shows no slot at all"));
			}
			else {
				readable.add(view);
			}
		}
		if (readable.isEmpty() && empty.size() > 1) {
			return new ViewSelection(List.copyOf(empty), List.of());
		}
		return withoutDeparted(readable, rejected);
	}

	/** The same node may have been asked by its name and by its address. */
	private static List<TopologyView> onePerNode(List<TopologyView> views) {
		Set<String> ids = new HashSet<>();
		return views.stream().filter((view) -> view.sourceId().isEmpty() || ids.add(view.sourceId())).toList();
	}

	/**
	 * D44: a node that the others forgot goes on answering what it knew last. Where each
	 * is known to itself alone, the highest epoch has the word.
	 */
	private static ViewSelection withoutDeparted(List<TopologyView> views, List<RejectedView> rejected) {
		List<TopologyView> accepted = new ArrayList<>(views);
		accepted.removeIf((view) -> isDeparted(view, views));
		if (accepted.isEmpty()) {
			views.stream().max(Comparator.comparingLong(TopologyView::highestEpoch)).ifPresent(accepted::add);
		}
		views.stream()
			.filter((view) -> !accepted.contains(view))
			.forEach((view) -> rejected.add(new RejectedView(view.asked(), "is known to itself alone")));
		return new ViewSelection(List.copyOf(accepted), List.copyOf(rejected));
	}

	private static boolean isDeparted(TopologyView view, List<TopologyView> views) {
		String id = view.sourceId();
		return views.size() > 1 && !id.isEmpty()
				&& views.stream().noneMatch((other) -> !other.sourceId().equals(id) && other.lists(id));
	}

}
