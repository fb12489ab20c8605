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

/**
 * Why a command is repeated after a pause.
 */
public enum RetryReason {

	/**
	 * A part of the slots is not served, or an election is on.
	 */
	CLUSTERDOWN,

	/**
	 * Not all keys of the command are at one end of a migration.
	 */
	TRYAGAIN,

	/**
	 * The node reads its data from disk.
	 */
	LOADING,

	/**
	 * The replica has lost its primary.
	 */
	MASTERDOWN,

	/**
	 * The node was a primary a moment ago.
	 */
	READONLY,

	/**
	 * The node could not be connected to.
	 */
	UNREACHABLE,

	/**
	 * Nobody is known to own the slot.
	 */
	NO_OWNER,

	/**
	 * It did not leave the process, for another cause.
	 */
	NOT_SENT,

	/**
	 * It was sent, the reply is missing, and it may be repeated.
	 */
	REPLY_LOST

}
