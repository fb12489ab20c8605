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
 * Something that a command or a connection met, and that may belong to an incident.
 */
public enum Sign {

	/**
	 * A command was answered MOVED.
	 */
	MOVED,

	/**
	 * A command was answered ASK: a slot is on its way.
	 */
	ASKED,

	/**
	 * A command is repeated after a pause.
	 */
	REPEATED,

	/**
	 * A command is repeated after a pause because its slot is on its way.
	 */
	REPEATED_IN_MIGRATION,

	/**
	 * A command is repeated after a pause because the node does not serve its slot.
	 */
	REPEATED_NOT_SERVED,

	/**
	 * A command ended in an exception of ours; it has not run, or its node does not say.
	 */
	SURFACED,

	/**
	 * A command ended in an exception that says that it may have run.
	 */
	SURFACED_AMBIGUOUS,

	/**
	 * A connection ended without our wish.
	 */
	DISCONNECTED,

	/**
	 * A node could not be connected to.
	 */
	UNREACHABLE,

	/**
	 * A connection was silent with commands in flight, and was closed for it.
	 */
	STALLED;

	boolean isRedirect() {
		return this == MOVED || this == ASKED;
	}

	boolean isRetry() {
		return this == REPEATED || this == REPEATED_IN_MIGRATION || this == REPEATED_NOT_SERVED;
	}

	boolean isSurfaced() {
		return this == SURFACED || this == SURFACED_AMBIGUOUS;
	}

	boolean isOfConnection() {
		return this == DISCONNECTED || this == UNREACHABLE || this == STALLED;
	}

	boolean isOfMigration() {
		return this == ASKED || this == REPEATED_IN_MIGRATION;
	}

}
