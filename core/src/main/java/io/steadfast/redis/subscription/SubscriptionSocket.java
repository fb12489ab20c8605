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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.pubsub.PubSubEndpoint;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnectionImpl;
import io.steadfast.redis.socket.ReadClock;
import io.steadfast.redis.socket.SocketEnd;
import org.jspecify.annotations.Nullable;

/**
 * One socket for subscriptions, with one TCP life: it tells of its end and does not
 * reconnect. Any thread may call it; nothing blocks.
 */
final class SubscriptionSocket<K, V> extends StatefulRedisPubSubConnectionImpl<K, V> {

	private final SocketEnd end = new SocketEnd();

	private final long createdNanos = System.nanoTime();

	/** Written by the event loop with the first ping, and once. */
	private volatile @Nullable ReadClock clock;

	SubscriptionSocket(PubSubEndpoint<K, V> endpoint, RedisChannelWriter writer, RedisCodec<K, V> codec,
			Duration timeout) {
		super(endpoint, writer, codec, timeout);
	}

	void onEnd(Runnable listener) {
		this.end.onEnd(listener);
	}

	@Override
	public void activated() {
		super.activated();
		this.end.begins();
	}

	@Override
	public void deactivated() {
		this.end.happens(super::deactivated);
	}

	void ping() {
		getChannelWriter().write(new Ping(this));
	}

	void hear(ReadClock readClock) {
		this.clock = readClock;
	}

	/**
	 * Whether the event loop has run since.
	 * @param nanos a reading of {@link System#nanoTime()}
	 * @return {@code false} if it has not, or has not sent a ping yet
	 */
	boolean hasRunSince(long nanos) {
		ReadClock current = this.clock;
		if (current == null) {
			return false;
		}
		boolean hasRun = current.beatNanos() - nanos > 0;
		current.beat();
		return hasRun;
	}

	/**
	 * When a byte was read for the last time.
	 * @return a reading of {@link System#nanoTime()}; before the first ping, the time at
	 * which the socket was opened
	 */
	long lastReadNanos() {
		ReadClock current = this.clock;
		return (current != null) ? current.lastReadNanos() : this.createdNanos;
	}

	/**
	 * Whether Lettuce tells the messages of sharded channels from the answer to a PING.
	 * With RESP2 it does so for ordinary messages only.
	 */
	boolean pushes() {
		return getConnectionState().getNegotiatedProtocolVersion() == ProtocolVersion.RESP3;
	}

	/**
	 * Quiet the second time: the client closes what we have closed already.
	 */
	@Override
	public CompletableFuture<Void> closeAsync() {
		return isClosed() ? CompletableFuture.completedFuture(null) : super.closeAsync();
	}

}
