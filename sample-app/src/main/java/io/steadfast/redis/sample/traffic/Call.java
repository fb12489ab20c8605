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

import java.time.Duration;

/**
 * One call as its caller saw it; all times by {@link System#nanoTime()}.
 *
 * @param slot the slot of its keys
 * @param due when it should have begun
 * @param begin when it began
 * @param end when it ended
 * @param failed whether an exception reached the caller
 */
public record Call(int slot, long due, long begin, long end, boolean failed) {

	/**
	 * How long it took, counted from when it was due.
	 * @return with the time for which no caller was free
	 */
	public Duration latency() {
		return Duration.ofNanos(this.end - this.due);
	}

	/**
	 * How long its caller was held.
	 * @return time from its begin
	 */
	public Duration held() {
		return Duration.ofNanos(this.end - this.begin);
	}

}
