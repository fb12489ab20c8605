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

import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.RedisCommand;
import io.netty.buffer.ByteBuf;
import io.steadfast.redis.resilience.Outcome;
import io.steadfast.redis.resilience.Outcome.Lost;
import io.steadfast.redis.resilience.Outcome.NotSent;
import io.steadfast.redis.resilience.ReplyClassifier;
import io.steadfast.redis.topology.SlotOwner;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of one command: what Lettuce writes, and what hears the reply. A repetition
 * is a new object that carries the {@linkplain Progress progress} on, so that a late word
 * about an old attempt can never touch a new one.
 * <p>
 * Written by the thread that dispatches it, then by the event loop of its connection, and
 * ended by whichever of event loop, deadline sweep and caller comes first: the
 * {@link Attempt} decides.
 */
final class RoutedCommand<K, V, T> extends Attempt<K, V, T> {

	private static final Logger logger = LoggerFactory.getLogger(RoutedCommand.class);

	private final Route route;

	private final int slot;

	private final long startedNanos;

	private final Progress progress;

	/**
	 * The next entry of the {@link Deadlines} list; written once before this object is
	 * published there.
	 */
	@Nullable RoutedCommand<?, ?, ?> next;

	/**
	 * Set before the {@link #connection()}: the entry of the slot table by which this
	 * attempt was routed.
	 */
	private SlotOwner owner = SlotOwner.NONE;

	/**
	 * Set before the {@link #connection()}: whether ASKING has to be written right
	 * before.
	 */
	private boolean asking;

	/**
	 * Event loop of the connection only; set when all of the command was encoded.
	 */
	private boolean encoded;

	/** Event loop of the connection only. */
	private boolean replyBegun;

	RoutedCommand(RedisCommand<K, V, T> delegate, Route route, int slot, long startedNanos) {
		this(delegate, route, slot, startedNanos, Progress.NONE, route.blockedCaller());
	}

	private RoutedCommand(RedisCommand<K, V, T> delegate, Route route, int slot, long startedNanos, Progress progress,
			@Nullable Thread caller) {
		super(delegate, caller);
		this.route = route;
		this.slot = slot;
		this.startedNanos = startedNanos;
		this.progress = progress;
	}

	/**
	 * The next attempt of the same command.
	 * @param progress what is known after this one
	 * @return a fresh object; this one hears nothing of what happens to it
	 */
	RoutedCommand<K, V, T> again(Progress progress) {
		CommandOutput<K, V, T> output = this.command.getOutput();
		if (output != null) {
			output.setError((String) null);
		}
		return new RoutedCommand<>(this.command, this.route, this.slot, this.startedNanos + heldNanos(), progress,
				caller());
	}

	Route route() {
		return this.route;
	}

	/**
	 * The slot of the first key.
	 * @return 0 to 16383, or -1 for a command without a key
	 */
	int slot() {
		return this.slot;
	}

	long startedNanos() {
		return this.startedNanos;
	}

	Progress progress() {
		return this.progress;
	}

	/**
	 * The connection on which the reply came.
	 * @return the connection
	 * @throws IllegalStateException if this attempt was never bound for one
	 */
	NodeConnection carrier() {
		NodeConnection current = connection();
		if (current == null) {
			throw new IllegalStateException("no connection carried " + this);
		}
		return current;
	}

	/**
	 * Whether the caller has cancelled, or was given an answer.
	 * @return {@code true} if nothing that happens from now on reaches anybody
	 */
	boolean isCallerGone() {
		return this.command.isDone();
	}

	/**
	 * Record where this attempt goes; before it is handed to the connection.
	 * @param connection the connection that will carry it
	 * @param owner the entry of the slot table at that time
	 * @param asking whether ASKING is to be written with it
	 */
	void boundFor(NodeConnection connection, SlotOwner owner, boolean asking) {
		this.owner = owner;
		this.asking = asking;
		boundFor(connection);
	}

	SlotOwner owner() {
		return this.owner;
	}

	boolean isAsking() {
		return this.asking;
	}

	/**
	 * Fail the command for good; the caller has {@link #end() ended} this attempt.
	 * @param failure what the caller of the command sees
	 */
	void fail(Throwable failure) {
		CommandOutput<K, V, T> output = this.command.getOutput();
		if (output != null) {
			// a pipeline reports what it finds here
			output.setError(String.valueOf(failure.getMessage()));
		}
		if (!isCallerGone()) {
			// counted before the caller can look
			this.route.router().listener().failed(this, failure);
		}
		tell(() -> this.command.completeExceptionally(failure));
	}

	@Override
	public void complete() {
		release();
		answered();
		CommandOutput<K, V, T> output = this.command.getOutput();
		String error = (output != null) ? output.getError() : null;
		if (error == null) {
			succeed();
			return;
		}
		Outcome outcome = ReplyClassifier.classify(error);
		if (outcome instanceof Outcome.Done) {
			succeed();
		}
		else if (end()) {
			this.route.router().aftermath().settle(this, outcome);
		}
	}

	/**
	 * Let the caller have the reply as it came; this attempt has been ended.
	 */
	void passOn() {
		tell(this.command::complete);
	}

	/**
	 * Complete the command of the caller. An {@code Error} that its code throws on our
	 * event loop would go to Lettuce, which takes it for the next command's and is one
	 * reply off from then on.
	 */
	private void tell(Runnable completion) {
		try {
			completion.run();
		}
		catch (Error ex) {
			logger.error("What was to be done with the reply to {} failed", this, ex);
		}
	}

	private void succeed() {
		if (end()) {
			if (this.progress.retry() != null) {
				this.route.router().retrying().succeeded(this.progress.retry());
			}
			passOn();
		}
	}

	@Override
	public boolean completeExceptionally(Throwable cause) {
		release();
		NodeConnection carrier = connection();
		if (this.replyBegun && carrier != null && carrier.isLinked() && ReplyClassifier.isUnreadable(cause)) {
			return completeUnreadable(cause);
		}
		Throwable reason = (carrier != null) ? carrier.endedBy(cause) : cause;
		unanswered(reason);
		if (!end()) {
			return false;
		}
		Outcome outcome = this.encoded ? new Lost(reason, this.replyBegun) : new NotSent(reason);
		this.route.router().aftermath().settle(this, outcome);
		return true;
	}

	private boolean completeUnreadable(Throwable cause) {
		answered();
		if (!end()) {
			return false;
		}
		fail(cause);
		return true;
	}

	/**
	 * Called by Lettuce for what is still buffered when a connection closes; callers
	 * cancel the delegate instead.
	 */
	@Override
	public void cancel() {
		completeExceptionally(new ConnectionLostException("the connection was closed"));
	}

	@Override
	public CommandOutput<K, V, T> getOutput() {
		NodeConnection carrier = connection();
		if (this.encoded && carrier != null && carrier.isLinked()) {
			// after encoding, and while the socket lives, only the decoder asks for it
			this.replyBegun = true;
		}
		return this.command.getOutput();
	}

	/**
	 * Encode the command. Lettuce keeps one whose codec throws an exception among those
	 * that wait for a reply, and every later reply of the socket would go to the wrong
	 * caller; an {@code Error} makes it forget the command.
	 */
	@Override
	public void encode(ByteBuf buffer) {
		try {
			this.command.encode(buffer);
			this.encoded = true;
		}
		catch (RuntimeException ex) {
			if (end()) {
				fail(ex);
			}
			throw new NotEncodedError(ex);
		}
	}

	/**
	 * Whether all of it was handed to the socket.
	 * @return on the event loop of the connection only
	 */
	boolean isEncoded() {
		return this.encoded;
	}

	@Override
	public String toString() {
		return "RoutedCommand[" + getType() + ", slot " + this.slot + ", " + this.progress + "]";
	}

}
