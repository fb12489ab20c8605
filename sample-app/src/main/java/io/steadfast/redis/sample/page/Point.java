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

package io.steadfast.redis.sample.page;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the charts show of about one second.
 *
 * @param at its end, milliseconds since the epoch
 * @param seconds how long it was
 * @param ours the contender that the application runs with
 * @param plain the one beside it, absent while there is none
 * @param callsByShard operations of ours that ended, by the number of the shard that
 * owned their slot at the end; 0 where the owner is not known
 */
record Point(long at, double seconds, Side ours, @Nullable Side plain, Map<Integer, Long> callsByShard) {

	Point {
		callsByShard = Map.copyOf(callsByShard);
	}

}
