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

package io.steadfast.redis.status;

import java.time.Duration;

import io.steadfast.redis.topology.SlotTable;

/**
 * How many slots are served, as far as the client can tell: a slot is, if it has an owner
 * that the cluster does not hold to be down, that is not cut off by its breaker, and if
 * anybody answers the question for the topology at all.
 *
 * @param servedSlots 0 to 16384
 * @param impairedFor how long it has been fewer than all, zero if it is all
 */
public record Coverage(int servedSlots, Duration impairedFor) {

	/** All slots are served. */
	public static final Coverage COMPLETE = new Coverage(SlotTable.SLOTS, Duration.ZERO);

	/**
	 * Whether every slot is served.
	 * @return {@code true} for 16384 slots
	 */
	public boolean isComplete() {
		return this.servedSlots == SlotTable.SLOTS;
	}

}
