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

/**
 * An increment that the server acknowledged and that its counter does not contain.
 *
 * @param key the counter
 * @param value what the server answered, and later took back
 * @param acknowledgedAt when the caller had the answer, by {@link System#nanoTime()}
 */
public record LostIncrement(String key, long value, long acknowledgedAt) {
}
