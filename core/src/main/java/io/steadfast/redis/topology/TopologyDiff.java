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
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changed between two snapshots.
 *
 * @param added nodes that are new, at endpoints that are new
 * @param removed nodes that are gone, and nobody took their endpoints
 * @param replaced nodes with another id behind a kept endpoint: a new process
 * @param relocated nodes with the same id at another endpoint
 * @param roleChanges nodes that became primary or replica
 * @param moves slots that changed hands, at most {@link #MAX_MOVES} ranges
 * @param movedSlots how many slots changed hands, those beyond the ranges included
 */
public record TopologyDiff(List<Node> added, List<Node> removed, List<NodeChange> replaced, List<NodeChange> relocated,
		List<NodeChange> roleChanges, List<SlotMove> moves, int movedSlots) {

	/**
	 * Most ranges that are kept; slots dealt out one by one would make thousands.
	 */
	public static final int MAX_MOVES = 64;

	private static final int MAX_PARTS_PER_KIND = 4;

	public TopologyDiff {
		added = List.copyOf(added);
		removed = List.copyOf(removed);
		replaced = List.copyOf(replaced);
		relocated = List.copyOf(relocated);
		roleChanges = List.copyOf(roleChanges);
		moves = List.copyOf(moves);
	}

	/**
	 * Compare two snapshots.
	 * @param before the older one
	 * @param after the newer one
	 * @return the difference
	 */
	public static TopologyDiff between(TopologySnapshot before, TopologySnapshot after) {
		List<SlotMove> moves = moves(before, after);
		return new TopologyDiff(onlyIn(after, before), onlyIn(before, after), replaced(before, after),
				changed(before, after, (change) -> !change.before().endpoint().equals(change.after().endpoint())),
				changed(before, after, (change) -> change.before().role() != change.after().role()),
				moves.subList(0, Math.min(MAX_MOVES, moves.size())),
				moves.stream().mapToInt((move) -> move.last() - move.first() + 1).sum());
	}

	private static List<Node> onlyIn(TopologySnapshot one, TopologySnapshot other) {
		return one.nodes()
			.stream()
			.filter((node) -> !other.knowsId(node.id()) && !other.knows(node.endpoint()))
			.toList();
	}

	private static List<NodeChange> replaced(TopologySnapshot before, TopologySnapshot after) {
		return after.nodes()
			.stream()
			.filter((node) -> before.knows(node.endpoint()) && after.nodeAt(node.endpoint()).equals(node))
			.map((node) -> new NodeChange(before.nodeAt(node.endpoint()), node))
			.filter((change) -> !change.before().id().equals(change.after().id()))
			.toList();
	}

	private static List<NodeChange> changed(TopologySnapshot before, TopologySnapshot after,
			Predicate<NodeChange> condition) {
		return after.nodes()
			.stream()
			.filter((node) -> before.knowsId(node.id()))
			.map((node) -> new NodeChange(before.nodeWithId(node.id()), node))
			.filter(condition)
			.toList();
	}

	private static List<SlotMove> moves(TopologySnapshot before, TopologySnapshot after) {
		List<SlotMove> moves = new ArrayList<>();
		int next;
		for (int slot = 0; slot < SlotTable.SLOTS; slot = next) {
			next = before.endOfRun(slot, after);
			SlotOwner from = before.ownerOf(slot);
			SlotOwner to = after.ownerOf(slot);
			if (isSameOwner(from, to)) {
				continue;
			}
			int end = moves.size() - 1;
			if (end >= 0 && moves.get(end).isContinuedBy(slot, from, to)) {
				moves.set(end, moves.get(end).until(next - 1));
			}
			else {
				moves.add(new SlotMove(slot, next - 1, from, to));
			}
		}
		return moves;
	}

	private static boolean isSameOwner(SlotOwner from, SlotOwner to) {
		if (from.isNone() || to.isNone()) {
			return from.isNone() && to.isNone();
		}
		return from.node().id().equals(to.node().id());
	}

	/**
	 * Whether nothing changed that matters to routing.
	 * @return true if no node and no slot changed
	 */
	public boolean isEmpty() {
		return this.movedSlots == 0 && !changesNodes();
	}

	private boolean changesNodes() {
		return !Stream.of(this.added, this.removed, this.replaced, this.relocated, this.roleChanges)
			.allMatch(List::isEmpty);
	}

	/**
	 * Whether nothing but slots changed, from one owner to another: a migration, of which
	 * the nodes do not have to agree first.
	 */
	boolean isMigration() {
		return this.movedSlots > 0 && !changesNodes()
				&& this.moves.stream().noneMatch((move) -> move.from().isNone() || move.to().isNone());
	}

	/**
	 * One line for a person, of bounded length.
	 * @return for example
	 * {@code slots 0-5460 moved from 10.0.0.1:6379 to 10.0.0.4:6379; added replica ...}
	 */
	public String summary() {
		if (isEmpty()) {
			return "nothing changed";
		}
		return Stream
			.of(moved(), part("added ", this.added), part("removed ", this.removed), part("replaced ", this.replaced),
					part("relocated ", this.relocated), part("role changed: ", this.roleChanges))
			.filter((part) -> !part.isEmpty())
			.collect(Collectors.joining("; "));
	}

	private String moved() {
		boolean abridged = this.moves.size() > MAX_PARTS_PER_KIND;
		return part("", this.moves) + (abridged ? " (" + this.movedSlots + " slots in all)" : "");
	}

	private static String part(String title, List<?> items) {
		String first = items.stream().limit(MAX_PARTS_PER_KIND).map(Object::toString).collect(Collectors.joining(", "));
		int more = items.size() - MAX_PARTS_PER_KIND;
		return items.isEmpty() ? "" : title + first + ((more > 0) ? " and more" : "");
	}

	/**
	 * One node before and after.
	 *
	 * @param before the node in the older snapshot
	 * @param after the node in the newer snapshot
	 */
	public record NodeChange(Node before, Node after) {

		@Override
		public String toString() {
			return this.before + " is now " + this.after;
		}

	}

}
