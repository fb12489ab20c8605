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

package io.steadfast.redis.subscription;

/**
 * What can be subscribed to.
 */
public enum SubscriptionKind {

	/**
	 * A channel whose messages every node passes on.
	 */
	CHANNEL,

	/**
	 * All channels whose names match.
	 */
	PATTERN,

	/**
	 * A channel that only the shard knows that owns its slot.
	 */
	SHARD_CHANNEL

}
