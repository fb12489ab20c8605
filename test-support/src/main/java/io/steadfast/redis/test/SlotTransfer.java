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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.lettuce.core.protocol.AsyncCommand;

/**
 * Some slots on their way from one primary to another, in the order of commands that
 * redis-cli uses. Used by one thread at a time.
 */
final class SlotTransfer {

	private static final int KEYS_PER_MIGRATE = 100;

	private static final Duration MIGRATE_LIMIT = Duration.ofSeconds(30);

	private final Members members;

	private final RedisNode source;

	private final RedisNode target;

	private final String password;

	private final List<Integer> slots;

	SlotTransfer(Members members, String password, SlotPlan.Transfer<RedisNode> plan) {
		this.members = members;
		this.password = password;
		this.source = plan.source();
		this.target = plan.target();
		this.slots = plan.slots();
	}

	/**
	 * From now on the source answers ASK for keys that it does not have.
	 */
	void begin() {
		setSlots(this.target, "IMPORTING", this.source.id());
		setSlots(this.source, "MIGRATING", this.target.id());
	}

	/**
	 * Move some keys.
	 * @param count how many keys at most, in total
	 * @return how many keys were moved
	 */
	int moveKeys(int count) {
		int moved = 0;
		for (int slot : this.slots) {
			moved += moveKeys(slot, count - moved);
		}
		return moved;
	}

	/**
	 * Move all keys.
	 */
	void moveAllKeys() {
		List<AsyncCommand<byte[], byte[], Object>> counts = new ArrayList<>();
		this.slots
			.forEach((slot) -> counts.add(this.source.link().send("CLUSTER", "COUNTKEYSINSLOT", slot.toString())));
		for (int i = 0; i < this.slots.size(); i++) {
			Object count = RespLink.await(counts.get(i), MIGRATE_LIMIT, "CLUSTER COUNTKEYSINSLOT");
			// No key can be created in a migrating slot: zero stays zero.
			if (!Long.valueOf(0).equals(count)) {
				moveKeys(this.slots.get(i), Integer.MAX_VALUE);
			}
		}
	}

	private int moveKeys(int slot, int count) {
		int moved = 0;
		while (moved < count) {
			List<byte[]> keys = keysIn(slot, Math.min(KEYS_PER_MIGRATE, count - moved));
			if (keys.isEmpty()) {
				return moved;
			}
			migrate(keys);
			moved += keys.size();
		}
		return moved;
	}

	private List<byte[]> keysIn(int slot, int count) {
		Object reply = this.source.link()
			.call("CLUSTER", "GETKEYSINSLOT", Integer.toString(slot), Integer.toString(count));
		List<byte[]> keys = new ArrayList<>();
		if (reply instanceof List<?> elements) {
			elements.forEach((element) -> keys.add((byte[]) element));
		}
		return keys;
	}

	private void migrate(List<byte[]> keys) {
		List<String> head = new ArrayList<>(
				List.of("MIGRATE", this.target.host(), Integer.toString(this.target.port()), "", "0", "5000"));
		if (!this.password.isEmpty()) {
			head.addAll(List.of("AUTH", this.password));
		}
		head.add("KEYS");
		List<byte[]> command = new ArrayList<>();
		head.forEach((arg) -> command.add(arg.getBytes(StandardCharsets.UTF_8)));
		command.addAll(keys);
		RespLink.await(this.source.link().send(command), MIGRATE_LIMIT, "MIGRATE");
	}

	/**
	 * Hand the slots over: the target first, so that no slot is ever without an owner.
	 */
	void commit() {
		setSlots(this.target, "NODE", this.target.id());
		setSlots(this.source, "NODE", this.target.id());
		for (RedisNode primary : this.members.primaries()) {
			if (primary != this.source && primary != this.target) {
				setSlots(primary, "NODE", this.target.id());
			}
		}
	}

	/**
	 * Tell primaries once more that do not know the new owner. Where several primaries
	 * take slots from one, each raises its epoch without asking the others; two equal
	 * epochs are told apart by raising the one of the smaller id. If that is the source,
	 * its last packet from before the hand-over wins its slots back in the eyes of who
	 * reads it late, and as the source does not claim them any more, nobody ever corrects
	 * that.
	 * @param views what each node says
	 */
	void insist(Map<RedisNode, ClusterSnapshot> views) {
		views.forEach((node, view) -> {
			if (view.myself().isPrimary() && view.row(this.target.id()).filter(NodeRow::isPrimary).isPresent()) {
				setSlots(node, this.slots.stream().filter((slot) -> !isTargets(slot, view)), "NODE", this.target.id());
			}
		});
	}

	private boolean isTargets(int slot, ClusterSnapshot view) {
		return view.ownerOf(slot).filter((owner) -> owner.id().equals(this.target.id())).isPresent();
	}

	private void setSlots(RedisNode node, String state, String id) {
		setSlots(node, this.slots.stream(), state, id);
	}

	private static void setSlots(RedisNode node, Stream<Integer> slots, String state, String id) {
		List<AsyncCommand<byte[], byte[], Object>> commands = slots
			.map((slot) -> node.link().send("CLUSTER", "SETSLOT", slot.toString(), state, id))
			.toList();
		commands.forEach((command) -> RespLink.await(command, MIGRATE_LIMIT, "CLUSTER SETSLOT " + state));
	}

}
