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

package io.steadfast.redis;

import java.time.Duration;

/**
 * A time in which messages may have been missed by the listeners of one pub/sub
 * connection: their node was lost, or they had to move to another one. It is told once,
 * when all of its subscriptions are confirmed again.
 *
 * @param reason why the subscriptions had to move
 * @param from the node that carried them, as {@code host:port}
 * @param to the node that carries them now, the last one if they went to several; may be
 * the same
 * @param subscriptions number of channels and patterns that were concerned
 * @param duration from the moment since when the old node was not to be relied on (its
 * last byte where it hung, else the moment in which we noticed) until the last
 * confirmation
 */
public record SubscriptionGap(Reason reason, String from, String to, int subscriptions, Duration duration) {

	/**
	 * Why subscriptions had to move.
	 */
	public enum Reason {

		/**
		 * The connection to the node ended.
		 */
		CONNECTION_LOST,

		/**
		 * The connection was open, and a PING had no answer within the stall time.
		 */
		SILENT,

		/**
		 * The node left the cluster, is held to be down by it, serves no slot any more or
		 * is another one behind the same endpoint. Its connection was kept until the new
		 * one was confirmed.
		 */
		NODE_LEFT,

		/**
		 * The slot of a sharded channel belongs to another shard.
		 */
		SLOT_MOVED,

		/**
		 * The connection was replaced on purpose, as after a change of certificates. It
		 * was kept until the new one was confirmed.
		 */
		RENEWED

	}

}
