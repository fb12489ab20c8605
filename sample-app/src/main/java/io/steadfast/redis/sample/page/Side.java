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
 * What one of the two contenders did since the last look; all times in milliseconds.
 *
 * @param calls operations that ended
 * @param failed those of them that ended in an exception
 * @param late those that succeeded, but more than 100 ms after they were due
 * @param failures how many by kind: the name of the exception
 * @param p50 median of the latencies, counted from when a call was due; absent if none
 * ended
 * @param p99 as above, of 99 %
 * @param slowest the longest call, one that has not ended included
 * @param redirects MOVED and ASK that arrived on its sockets
 * @param retries repetitions after a pause, absent for the one that does not count them
 * @param held callers whose call has taken more than a second so far
 * @param callers all callers
 * @param sockets open to Redis
 */
record Side(long calls, long failed, long late, Map<String, Long> failures, @Nullable Double p50, @Nullable Double p99,
		double slowest, long redirects, @Nullable Long retries, int held, int callers, int sockets) {

	Side {
		failures = Map.copyOf(failures);
	}

}
