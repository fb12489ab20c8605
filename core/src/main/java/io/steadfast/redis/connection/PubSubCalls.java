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

package io.steadfast.redis.connection;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.PipelinedRedisFuture;
import io.lettuce.core.codec.RedisCodec;
import io.steadfast.redis.subscription.Subscriber;
import io.steadfast.redis.subscription.Subscription;
import io.steadfast.redis.subscription.SubscriptionKind;

/**
 * Subscribe and unsubscribe in terms of the names of one codec. Any thread may call it.
 */
final class PubSubCalls<K> {

	private final Subscriber subscriber;

	private final RedisCodec<K, ?> codec;

	PubSubCalls(Subscriber subscriber, RedisCodec<K, ?> codec) {
		this.subscriber = subscriber;
		this.codec = codec;
	}

	CompletableFuture<Void> subscribe(SubscriptionKind kind, List<K> names) {
		if (names.isEmpty()) {
			throw new IllegalArgumentException("Subscribing needs the name of at least one channel or pattern");
		}
		return this.subscriber.subscribe(encoded(kind, names));
	}

	/**
	 * End subscriptions.
	 * @param kind channels, patterns or sharded channels
	 * @param names which; all of the kind if empty
	 */
	CompletableFuture<Void> unsubscribe(SubscriptionKind kind, List<K> names) {
		return names.isEmpty() ? this.subscriber.unsubscribeAll(kind)
				: this.subscriber.unsubscribe(encoded(kind, names));
	}

	private List<Subscription> encoded(SubscriptionKind kind, List<K> names) {
		return names.stream().map((name) -> Subscription.of(kind, this.codec.encodeKey(name))).toList();
	}

	/**
	 * A result in the type of Lettuce's asynchronous API.
	 */
	static RedisFuture<Void> future(CompletableFuture<Void> result) {
		PipelinedRedisFuture<Void> future = new PipelinedRedisFuture<>(new CompletableFuture<>());
		result.whenComplete((done, failure) -> {
			if (failure == null) {
				future.complete(null);
			}
			else {
				future.completeExceptionally(failure);
			}
		});
		return future;
	}

}
