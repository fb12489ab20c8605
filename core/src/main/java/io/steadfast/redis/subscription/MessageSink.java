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

import io.steadfast.redis.topology.Endpoint;

/**
 * Where the messages of a subscriber go: the listeners of one pub/sub connection. Called
 * by the event loop of the connection that read the message, in the order of that
 * connection.
 */
public interface MessageSink {

	/**
	 * A message came.
	 * @param node the node that sent it
	 * @param subscription the channel or pattern that it came by
	 * @param channel the bytes of the channel's name, as in {@link Subscription#name()}
	 * @param body the message
	 */
	void message(Endpoint node, Subscription subscription, String channel, byte[] body);

	/**
	 * A node confirmed a subscription; once more after each move to another node.
	 * @param node the node
	 * @param subscription the channel or pattern
	 * @param count number of subscriptions at that node, by its own word
	 */
	void subscribed(Endpoint node, Subscription subscription, long count);

	/**
	 * A subscription ended because somebody asked for it.
	 * @param node the node
	 * @param subscription the channel or pattern
	 * @param count number of subscriptions left at that node, by its own word
	 */
	void unsubscribed(Endpoint node, Subscription subscription, long count);

}
