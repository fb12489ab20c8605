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

import io.steadfast.redis.topology.Endpoint;

/**
 * The same sign, seen some times.
 *
 * @param what what was seen and where
 * @param count how often
 * @param first when it was first seen, by the clock's nanoseconds
 * @param last when it was last seen, by the clock's nanoseconds
 */
record Observation(What what, long count, long first, long last) {

	Observation again(long now) {
		return new Observation(this.what, this.count + 1, this.first, now);
	}

	Sign sign() {
		return this.what.sign();
	}

	/**
	 * What was seen, and where.
	 *
	 * @param sign what
	 * @param at the node that answered, or did not
	 * @param towards the node that a redirect named, else the same
	 */
	record What(Sign sign, Endpoint at, Endpoint towards) {
	}

}
