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

/**
 * Why the topology is read again.
 */
public enum RefreshTrigger {

	/**
	 * The application starts.
	 */
	START,

	/**
	 * The refresh period has passed.
	 */
	PERIOD,

	/**
	 * A node answered MOVED to a node that is not known as a primary, so that more than
	 * one slot has a new owner; or it cannot serve now, or a subscription has to move.
	 */
	REDIRECT,

	/**
	 * A node answered MOVED to another primary: one slot migrated, and the command has
	 * told the slot table already.
	 */
	SLOT_MOVED,

	/**
	 * A redirect named a node that the snapshot does not know.
	 */
	UNKNOWN_NODE,

	/**
	 * A node could not be connected to.
	 */
	CONNECT_FAILURE,

	/**
	 * A node's connection ended.
	 */
	DISCONNECT,

	/**
	 * A node could not be reached for so long that its circuit breaker opened.
	 */
	BREAKER_OPENED,

	/**
	 * A command met a slot that nobody owns.
	 */
	SLOT_WITHOUT_OWNER,

	/**
	 * The last refresh left slots uncovered or primaries failing, or no node answered it;
	 * or something happened of late that the nodes may not have agreed upon yet.
	 */
	FOLLOW_UP,

	/**
	 * A person asked for it.
	 */
	USER;

	/**
	 * Whether something was seen that the cluster may not have agreed upon yet, so that
	 * one look is not enough.
	 */
	boolean isSignal() {
		return switch (this) {
			case REDIRECT, UNKNOWN_NODE, CONNECT_FAILURE, DISCONNECT, BREAKER_OPENED, SLOT_WITHOUT_OWNER -> true;
			case START, PERIOD, FOLLOW_UP, USER, SLOT_MOVED -> false;
		};
	}

	/**
	 * Whether commands depend on an answer. Otherwise it only saves redirects, of which
	 * each slot costs one, and a whole cluster that is resharded need not be asked again
	 * for each.
	 */
	boolean isUrgent() {
		return this != SLOT_MOVED;
	}

}
