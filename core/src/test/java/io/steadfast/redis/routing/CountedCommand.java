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

import java.util.concurrent.atomic.AtomicInteger;

import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.steadfast.redis.topology.SlotOwner;

/**
 * A command of one thread that counts what becomes of it. Its router has been stopped, so
 * that a command which is given back fails at once instead of being repeated.
 */
final class CountedCommand extends Command<String, String, String> {

	private static final Route ROUTE = Route.bySlot(StoppedRouter.create(), false);

	private static final Route ROUTE_OF_BLOCKED_CALLERS = Route.bySlot(StoppedRouter.create(), true);

	private final int thread;

	private final int number;

	private final AtomicInteger written = new AtomicInteger();

	private final AtomicInteger completed = new AtomicInteger();

	private final AtomicInteger failed = new AtomicInteger();

	/** Written and read by the thread that hands the command over. */
	private boolean accepted;

	CountedCommand(int thread, int number) {
		super(CommandType.SET, new StatusOutput<>(StringCodec.ASCII), new CommandArgs<>(StringCodec.ASCII));
		this.thread = thread;
		this.number = number;
	}

	/**
	 * An attempt of this command, as the router would make it.
	 * @param connection where it goes
	 * @return the attempt, ready to be handed over
	 */
	RoutedCommand<String, String, String> boundFor(NodeConnection connection) {
		return boundFor(connection, 0);
	}

	/**
	 * As {@link #boundFor(NodeConnection)}, begun at a certain time.
	 */
	RoutedCommand<String, String, String> boundFor(NodeConnection connection, long startedNanos) {
		return boundFor(connection, ROUTE, startedNanos);
	}

	/**
	 * As {@link #boundFor(NodeConnection)}, but the calling thread waits for it.
	 */
	RoutedCommand<String, String, String> ofBlockedCaller(NodeConnection connection) {
		return boundFor(connection, ROUTE_OF_BLOCKED_CALLERS, 0);
	}

	private RoutedCommand<String, String, String> boundFor(NodeConnection connection, Route route, long startedNanos) {
		RoutedCommand<String, String, String> attempt = new RoutedCommand<>(this, route, -1, startedNanos);
		attempt.boundFor(connection, SlotOwner.NONE, false);
		return attempt;
	}

	Acceptance was(Acceptance acceptance) {
		this.accepted = acceptance == Acceptance.ACCEPTED;
		return acceptance;
	}

	void wasWritten() {
		this.written.incrementAndGet();
	}

	@Override
	public void complete() {
		this.completed.incrementAndGet();
		super.complete();
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		this.failed.incrementAndGet();
		return super.completeExceptionally(failure);
	}

	int thread() {
		return this.thread;
	}

	int number() {
		return this.number;
	}

	boolean wasAccepted() {
		return this.accepted;
	}

	int timesWritten() {
		return this.written.get();
	}

	int timesFailed() {
		return this.failed.get();
	}

	int timesEnded() {
		return this.completed.get() + this.failed.get();
	}

}
