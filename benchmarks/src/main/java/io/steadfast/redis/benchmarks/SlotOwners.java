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

package io.steadfast.redis.benchmarks;

/**
 * Who owns each slot, as one client keeps it. Any thread reads; one at a time publishes.
 */
interface SlotOwners {

	/**
	 * Look a slot up.
	 * @param slot 0 to 16383
	 * @return the client's own description of the node that takes writes for it
	 */
	Object ownerOf(int slot);

	/**
	 * Let readers see the topology after so many failovers of the second shard of three,
	 * beginning with the nodes, as a refresh does that has just read them.
	 * @param failovers one more than at the last call
	 */
	void publish(int failovers);

	/**
	 * The owners as a client keeps them.
	 * @param client {@code lettuce} or {@code steadfast}
	 * @return all slots are owned by then
	 */
	static SlotOwners of(String client) {
		SlotOwners owners = switch (client) {
			case "lettuce" -> new LettuceSlotOwners();
			case "steadfast" -> new SteadfastSlotOwners();
			default ->
				throw new IllegalArgumentException("there is no client " + client + "; take lettuce or steadfast");
		};
		owners.publish(0);
		return owners;
	}

}
