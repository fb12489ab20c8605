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

package io.steadfast.redis.sample.traffic;

import io.steadfast.redis.AmbiguousOutcomeException;
import io.steadfast.redis.PatienceExhaustedException;
import io.steadfast.redis.RoutingClosedException;
import io.steadfast.redis.SteadfastRedisException;

/**
 * Whether an increment that failed may have been executed.
 */
enum Fate {

	/** The caller was told that it did not run. */
	NOT_EXECUTED,

	/** Nobody knows. */
	UNKNOWN;

	/**
	 * What a failure says. Only our exceptions say anything: of the others each may have
	 * come after the server had executed the command.
	 * @param failure what the caller got
	 * @return what it can be sure of
	 */
	static Fate of(RuntimeException failure) {
		if (failure instanceof AmbiguousOutcomeException || failure instanceof RoutingClosedException) {
			return UNKNOWN;
		}
		if (failure instanceof PatienceExhaustedException && saysThatItWasSent(failure)) {
			return UNKNOWN;
		}
		return (failure instanceof SteadfastRedisException) ? NOT_EXECUTED : UNKNOWN;
	}

	private static boolean saysThatItWasSent(RuntimeException failure) {
		return String.valueOf(failure.getMessage()).contains("was sent");
	}

}
