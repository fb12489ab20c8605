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

package io.steadfast.redis.resilience;

import io.steadfast.redis.AmbiguousCommands;

/**
 * What running a command a second time does, if nobody knows whether the first time was.
 */
public enum Repeatability {

	/** It changes nothing. */
	READ_ONLY,

	/**
	 * It leaves the same data and gives the same reply as if it had run once.
	 */
	IDEMPOTENT,

	/** It may change something again, or give a reply that misleads its caller. */
	NOT;

	/**
	 * Whether a command may be repeated after its reply was lost.
	 * @param policy what the application wants
	 * @return always {@code true} for what changes nothing
	 */
	public boolean isRepeatedUnder(AmbiguousCommands policy) {
		return switch (policy) {
			case FAIL -> this == READ_ONLY;
			case REPEAT_IDEMPOTENT -> this != NOT;
			case REPEAT_ALL -> true;
		};
	}

}
