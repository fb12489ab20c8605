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

package io.steadfast.redis.incident;

/**
 * What happens to a shard, as far as it can be inferred: nobody tells us.
 */
public enum IncidentKind {

	/**
	 * The primary of the shard could not be reached, or nobody served its slots.
	 */
	OUTAGE("was out for", false),

	/**
	 * The primary accepted commands and did not answer them.
	 */
	HANG("hung for", false),

	/**
	 * A replica took the slots of its primary over.
	 */
	FAILOVER("failed over in", false),

	/**
	 * Another process took the place of a node: behind the same endpoint, or at a new one
	 * with the same slots and role.
	 */
	REPLACEMENT("had a node replaced in", false),

	/**
	 * Slots moved between primaries that both stay.
	 */
	RESHARDING("gave slots away in", true),

	/**
	 * The shard lost all its slots to others.
	 */
	SCALE_IN("was emptied in", true),

	/**
	 * The shard is new and was given slots by others.
	 */
	SCALE_OUT("joined in", true);

	private final String phrase;

	private final boolean movement;

	IncidentKind(String phrase, boolean movement) {
		this.phrase = phrase;
		this.movement = movement;
	}

	/**
	 * What stands between the shard and the time in a summary.
	 */
	String phrase() {
		return this.phrase;
	}

	/**
	 * Whether slots move between shards, as opposed to what happens inside of one.
	 */
	boolean isMovement() {
		return this.movement;
	}

	/**
	 * What an incident is that showed signs of both: a hang that ended in a failover is a
	 * failover.
	 */
	IncidentKind and(IncidentKind other) {
		return (compareTo(other) < 0) ? other : this;
	}

}
