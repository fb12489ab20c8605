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

import org.jspecify.annotations.Nullable;

/**
 * One operation that has ended.
 *
 * @param slot the slot of its keys
 * @param dueNanos when it should have begun, by {@link System#nanoTime()}
 * @param beginNanos when it began
 * @param endNanos when it ended
 * @param failure what reached the caller instead of an answer
 */
record OperationResult(int slot, long dueNanos, long beginNanos, long endNanos, @Nullable RuntimeException failure) {

	Duration latency() {
		return Duration.ofNanos(this.endNanos - this.dueNanos);
	}

	Duration held() {
		return Duration.ofNanos(this.endNanos - this.beginNanos);
	}

}
