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

import java.util.function.Consumer;

import io.lettuce.core.pubsub.RedisPubSubListener;

/**
 * What a link hears, on its event loop: forwarded, unless another link carries the
 * subscription by now or the application did not ask for what happens.
 */
final class Forwarding implements RedisPubSubListener<String, byte[]> {

	private final SubscriptionLink link;

	private final Carriers carriers;

	private final MessageSink sink;

	private final Consumer<Subscription> revoked;

	/**
	 * Create a listener of one socket.
	 * @param link the link of the socket
	 * @param carriers whose messages count
	 * @param sink where they go
	 * @param revoked told of a subscription that the node ended by itself
	 */
	Forwarding(SubscriptionLink link, Carriers carriers, MessageSink sink, Consumer<Subscription> revoked) {
		this.link = link;
		this.carriers = carriers;
		this.sink = sink;
		this.revoked = revoked;
	}

	@Override
	public void message(String channel, byte[] message) {
		forward(new Subscription(SubscriptionKind.CHANNEL, channel), channel, message);
	}

	@Override
	public void message(String pattern, String channel, byte[] message) {
		forward(new Subscription(SubscriptionKind.PATTERN, pattern), channel, message);
	}

	@Override
	public void smessage(String shardChannel, byte[] message) {
		forward(new Subscription(SubscriptionKind.SHARD_CHANNEL, shardChannel), shardChannel, message);
	}

	private void forward(Subscription subscription, String channel, byte[] message) {
		if (this.carriers.isCarriedBy(subscription, this.link)) {
			this.sink.message(this.link.endpoint(), subscription, channel, message);
		}
	}

	@Override
	public void subscribed(String channel, long count) {
		begun(new Subscription(SubscriptionKind.CHANNEL, channel), count);
	}

	@Override
	public void psubscribed(String pattern, long count) {
		begun(new Subscription(SubscriptionKind.PATTERN, pattern), count);
	}

	@Override
	public void ssubscribed(String shardChannel, long count) {
		begun(new Subscription(SubscriptionKind.SHARD_CHANNEL, shardChannel), count);
	}

	private void begun(Subscription subscription, long count) {
		if (this.link.wants(subscription)) {
			this.sink.subscribed(this.link.endpoint(), subscription, count);
		}
	}

	@Override
	public void unsubscribed(String channel, long count) {
		ended(new Subscription(SubscriptionKind.CHANNEL, channel), count);
	}

	@Override
	public void punsubscribed(String pattern, long count) {
		ended(new Subscription(SubscriptionKind.PATTERN, pattern), count);
	}

	@Override
	public void sunsubscribed(String shardChannel, long count) {
		ended(new Subscription(SubscriptionKind.SHARD_CHANNEL, shardChannel), count);
	}

	private void ended(Subscription subscription, long count) {
		if (this.link.takeFarewell(subscription)) {
			this.sink.unsubscribed(this.link.endpoint(), subscription, count);
		}
		else if (this.link.wants(subscription)) {
			this.revoked.accept(subscription);
		}
	}

}
