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

package io.steadfast.redis.subscription;

import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.SlotOwner;

/**
 * Takes a node's word for who owns a slot, if it can be read. Called by the mailbox; must
 * not block.
 */
@FunctionalInterface
public interface SlotPatch {

	/**
	 * A node refused a sharded channel for the moment.
	 * @param slot the slot of the channel
	 * @param expected the entry of the slot table by which the node was asked
	 * @param answeredBy the endpoint of the node
	 * @param reply the error line, of which only MOVED names an owner
	 */
	void refused(int slot, SlotOwner expected, Endpoint answeredBy, String reply);

}
