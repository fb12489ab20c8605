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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;

/**
 * A socket without a network: remembers what was written, replies when told, and fails
 * what is in flight when it ends, as Lettuce's does.
 */
final class RecordingLink implements Link {

	/** Guarded by this. */
	private final List<CountedCommand> written = new ArrayList<>();

	/** Guarded by this. */
	private final Queue<RedisCommand<?, ?, ?>> inFlight = new ArrayDeque<>();

	/** Written under the lock of this. */
	private volatile boolean alive = true;

	/** Set by tests of one thread only. */
	private volatile Runnable afterWrite = () -> {
	};

	@Override
	public void write(RedisCommand<?, ?, ?> command) {
		write(List.of(command));
	}

	@Override
	public void write(Collection<? extends RedisCommand<?, ?, ?>> commands) {
		for (RedisCommand<?, ?, ?> command : commands) {
			if (!isTaken(command)) {
				command.completeExceptionally(new ConnectionLostException("closed"));
			}
		}
		Runnable action = this.afterWrite;
		this.afterWrite = () -> {
		};
		action.run();
	}

	/**
	 * Play an interleaving: the next write is not over before something else has
	 * happened.
	 * @param action what happens
	 * @return this
	 */
	RecordingLink beforeNextReturn(Runnable action) {
		this.afterWrite = action;
		return this;
	}

	private synchronized boolean isTaken(RedisCommand<?, ?, ?> command) {
		if (this.alive) {
			CountedCommand counted = (CountedCommand) CommandWrapper.unwrap(command);
			counted.wasWritten();
			this.written.add(counted);
			this.inFlight.add(command);
		}
		return this.alive;
	}

	/**
	 * Reply to the oldest command in flight.
	 * @return whether there was one
	 */
	boolean reply() {
		RedisCommand<?, ?, ?> oldest;
		synchronized (this) {
			oldest = this.inFlight.poll();
		}
		if (oldest != null) {
			oldest.complete();
		}
		return oldest != null;
	}

	@Override
	public void close() {
		List<RedisCommand<?, ?, ?>> lost;
		synchronized (this) {
			this.alive = false;
			lost = new ArrayList<>(this.inFlight);
			this.inFlight.clear();
		}
		lost.forEach((command) -> command.completeExceptionally(new ConnectionLostException("closed")));
	}

	@Override
	public boolean isAlive() {
		return this.alive;
	}

	synchronized List<CountedCommand> written() {
		return List.copyOf(this.written);
	}

	@Override
	public CompletionStage<String> nodeId() {
		return new CompletableFuture<>();
	}

	@Override
	public CompletionStage<String> clusterNodes() {
		return new CompletableFuture<>();
	}

}
