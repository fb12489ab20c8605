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
 * Slots that moved from one primary to another.
 *
 * @param count how many
 * @param ranges which, for example {@code 0-99,120}; of more than eight ranges the first
 * ones
 * @param from the endpoint of the former owner
 * @param to the endpoint of the owner since
 */
public record SlotTransfer(int count, String ranges, Endpoint from, Endpoint to) {

	@Override
	public String toString() {
		return ((this.count == 1) ? "slot " : "slots ") + this.ranges + " moved from " + this.from + " to " + this.to;
	}

}
