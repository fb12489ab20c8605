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

package io.steadfast.redis;

/**
 * What is done about a command that was sent and has no reply, so that nobody knows
 * whether it ran. Reads are repeated whatever is chosen here: they change nothing.
 */
public enum AmbiguousCommands {

	/**
	 * A command that changes something is never repeated: it fails with an
	 * {@link AmbiguousOutcomeException}.
	 */
	FAIL,

	/**
	 * A command that changes something is repeated only if running it twice leaves the
	 * same data and gives the same reply as running it once, such as a SET without a
	 * condition.
	 */
	REPEAT_IDEMPOTENT,

	/**
	 * Every command is repeated, so that it runs at least once, and possibly twice: an
	 * INCR may count double.
	 */
	REPEAT_ALL

}
