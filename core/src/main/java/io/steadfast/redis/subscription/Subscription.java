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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.lettuce.core.cluster.SlotHash;

/**
 * A channel or pattern that somebody listens to.
 *
 * @param kind channel, pattern or sharded channel
 * @param name the bytes of its name, each as the character of the same number, so that
 * names of every codec can be compared
 */
public record Subscription(SubscriptionKind kind, String name) {

	/**
	 * A subscription by its encoded name.
	 * @param kind channel, pattern or sharded channel
	 * @param name as the codec of the connection writes it; its position is not changed
	 * @return the subscription
	 */
	public static Subscription of(SubscriptionKind kind, ByteBuffer name) {
		return new Subscription(kind, StandardCharsets.ISO_8859_1.decode(name.duplicate()).toString());
	}

	/**
	 * The slot of the name.
	 * @return 0 to 16383
	 */
	int slot() {
		return SlotHash.getSlot(this.name.getBytes(StandardCharsets.ISO_8859_1));
	}

	boolean isSharded() {
		return this.kind == SubscriptionKind.SHARD_CHANNEL;
	}

}
