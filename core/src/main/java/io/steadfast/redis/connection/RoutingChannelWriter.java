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

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

import io.lettuce.core.RedisChannelWriter;
import io.lettuce.core.protocol.ConnectionFacade;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.steadfast.redis.routing.CommandRouter;
import io.steadfast.redis.routing.Route;

/**
 * The seam between Lettuce and the router: every command of the synchronous, asynchronous
 * and reactive API ends here. Any thread may write; nothing blocks.
 */
final class RoutingChannelWriter implements RedisChannelWriter {

	private final CommandRouter router;

	private final Route route;

	private final ClientResources resources;

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by {@link #lock}: commands held back while automatic flushing is off. */
	private List<RedisCommand<?, ?, ?>> heldBack = new ArrayList<>();

	/**
	 * Written under {@link #lock}; a pipeline that turns flushing off does so before it
	 * writes.
	 */
	private volatile boolean autoFlush = true;

	RoutingChannelWriter(CommandRouter router, Route route, ClientResources resources) {
		this.router = router;
		this.route = route;
		this.resources = resources;
	}

	Route route() {
		return this.route;
	}

	@Override
	public <K, V, T> RedisCommand<K, V, T> write(RedisCommand<K, V, T> command) {
		if (!this.autoFlush && holdBack(List.of(command))) {
			return command;
		}
		return this.router.take(command, this.route);
	}

	@Override
	@SuppressWarnings("unchecked") // as in Lettuce: the commands given are the commands
									// returned
	public <K, V> Collection<RedisCommand<K, V, ?>> write(Collection<? extends RedisCommand<K, V, ?>> commands) {
		if (this.autoFlush || !holdBack(commands)) {
			this.router.take(commands, this.route);
		}
		return (Collection<RedisCommand<K, V, ?>>) commands;
	}

	private boolean holdBack(Collection<? extends RedisCommand<?, ?, ?>> commands) {
		this.lock.lock();
		try {
			return !this.autoFlush && this.heldBack.addAll(commands);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void setAutoFlushCommands(boolean autoFlush) {
		this.lock.lock();
		try {
			this.autoFlush = autoFlush;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void flushCommands() {
		List<RedisCommand<?, ?, ?>> batch = takeHeldBack();
		if (!batch.isEmpty()) {
			this.router.take(batch, this.route);
		}
	}

	private List<RedisCommand<?, ?, ?>> takeHeldBack() {
		this.lock.lock();
		try {
			List<RedisCommand<?, ?, ?>> batch = this.heldBack;
			this.heldBack = new ArrayList<>();
			return batch;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	@Deprecated
	public void reset() {
		takeHeldBack().forEach(RedisCommand::cancel);
	}

	@Override
	public void close() {
		takeHeldBack().forEach(RedisCommand::cancel);
	}

	@Override
	public CompletableFuture<Void> closeAsync() {
		close();
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public void setConnectionFacade(ConnectionFacade connection) {
		// it is told when a socket opens and ends; this writer has none of its own
	}

	@Override
	public ClientResources getClientResources() {
		return this.resources;
	}

}
