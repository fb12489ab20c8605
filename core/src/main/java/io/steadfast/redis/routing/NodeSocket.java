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

package io.steadfast.redis.routing;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.StatefulRedisConnectionImpl;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.protocol.PushHandler;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.socket.SocketEnd;

/**
 * A Lettuce connection that tells of its end before its commands are completed. Any
 * thread may call it; nothing blocks.
 */
final class NodeSocket<K, V> extends StatefulRedisConnectionImpl<K, V> implements Link {

	private final SocketEnd end = new SocketEnd();

	NodeSocket(RedisChannelWriter writer, PushHandler pushHandler, RedisCodec<K, V> codec, Duration timeout) {
		super(writer, pushHandler, codec, timeout);
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

	@Override
	public void write(RedisCommand<?, ?, ?> command) {
		getChannelWriter().write(command);
		if (this.end.hasHappened()) {
			giveBack(command);
		}
	}

	@Override
	public void write(Collection<? extends RedisCommand<?, ?, ?>> commands) {
		writeAll(commands);
		if (this.end.hasHappened()) {
			commands.forEach(this::giveBack);
		}
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // the writer does not look at keys
													// and values
	private void writeAll(Collection commands) {
		getChannelWriter().write(commands);
	}

	/**
	 * Lettuce looks whether the socket is alive and takes a lock then. What it lets pass
	 * before the end, and takes after it, waits for a reconnect that never comes. What
	 * was sent before is Lettuce's affair, and nothing is sent any more.
	 */
	private void giveBack(RedisCommand<?, ?, ?> command) {
		if (command instanceof RoutedCommand<?, ?, ?> routed && !routed.wasSent()) {
			routed.completeExceptionally(new ConnectionLostException("the connection ended before it was sent"));
		}
	}

	@Override
	public boolean isAlive() {
		return !this.end.hasHappened();
	}

	@Override
	public CompletionStage<String> nodeId() {
		return async().clusterMyId();
	}

	@Override
	public CompletionStage<String> clusterNodes() {
		return async().clusterNodes();
	}

	@Override
	public void close() {
		closeAsync();
	}

	/**
	 * Quiet the second time: the client closes what we have closed already.
	 */
	@Override
	public CompletableFuture<Void> closeAsync() {
		return isClosed() ? CompletableFuture.completedFuture(null) : super.closeAsync();
	}

}
