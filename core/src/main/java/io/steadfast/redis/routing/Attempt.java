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

import io.lettuce.core.protocol.CommandWrapper;
import io.lettuce.core.protocol.RedisCommand;
import io.steadfast.redis.resilience.NodeBreaker;
import io.steadfast.redis.resilience.Permit;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt takes while it is under way, and gives back exactly once when it ends:
 * a place among the commands in flight, a place in a waiting room, the permission of a
 * breaker. {@link #state} decides who ends it; everything else may be called by any
 * thread.
 */
abstract class Attempt<K, V, T> extends CommandWrapper<K, V, T> {

	/** The thread that waits for the result, where it is known that one does. */
	private final @Nullable Thread caller;

	/** The bits of {@link AttemptState}; changed by any thread, through that alone. */
	@SuppressWarnings("unused")
	volatile int state;

	/**
	 * The permission to go to the node. Set before {@link #connection}, by the
	 * dispatching thread; gives itself back once.
	 */
	private volatile Permit permit = Permit.NONE_NEEDED;

	/** Set before the bit IN_ROOM, read after it was cleared. */
	volatile @Nullable WaitingRoom room;

	/**
	 * Set by the dispatching thread before the command is handed to the connection, read
	 * by its event loop.
	 */
	private volatile @Nullable NodeConnection connection;

	Attempt(RedisCommand<K, V, T> delegate, @Nullable Thread caller) {
		super(delegate);
		this.caller = caller;
	}

	@Nullable Thread caller() {
		return this.caller;
	}

	@Nullable NodeConnection connection() {
		return this.connection;
	}

	/**
	 * Record which connection will carry this attempt, before it is handed over.
	 * @param connection the connection
	 */
	void boundFor(NodeConnection connection) {
		this.connection = connection;
	}

	/**
	 * Claim the right to send, on the event loop, right before encoding.
	 * @return {@code false} if the command has ended, so that it must not leave the
	 * process any more
	 */
	boolean claimForSending() {
		if (this.command.isDone()) {
			return false;
		}
		return AttemptState.claim(this);
	}

	boolean hasEnded() {
		return AttemptState.ENDED.isSet(this) || this.command.isDone();
	}

	/**
	 * End this attempt, if nothing else did.
	 * @return whether the caller is the one who ended it
	 */
	boolean end() {
		boolean ended = AttemptState.ENDED.set(this);
		giveBack();
		return ended;
	}

	/**
	 * Ask the breaker of a node whether this attempt may go there.
	 * @param breaker the breaker
	 * @return {@code false} if it may not
	 */
	boolean isPermittedBy(NodeBreaker breaker) {
		Permit given = breaker.acquire();
		this.permit.released();
		this.permit = given;
		if (hasEnded()) {
			// whoever ended it may have given the former permission back, and not this
			giveBack();
		}
		return given != Permit.DENIED;
	}

	/**
	 * Give back what an attempt that has ended holds: its place in a waiting room, its
	 * permission. Called again where a caller may have cancelled, which nobody else
	 * notices.
	 */
	void giveBack() {
		this.permit.released();
		leaveRoom();
	}

	boolean wasSent() {
		return AttemptState.SENT.isSet(this);
	}

	/**
	 * How long the server held the reply back because the caller wished so, which is not
	 * what patience is for.
	 */
	long heldNanos() {
		NodeConnection carrier = this.connection;
		return (carrier != null && wasSent() && CommandKinds.isBlocking(this)) ? carrier.health().openNanos() : 0;
	}

	/**
	 * Give the place among the commands in flight back to the connection, once.
	 */
	void release() {
		NodeConnection carrier = this.connection;
		if (carrier != null && AttemptState.RELEASED.set(this)) {
			carrier.released(1);
		}
	}

	/**
	 * Take a place among those who wait for a node, if a thread waits for this command;
	 * it is given back when this attempt ends.
	 * @param waitingRoom the room of the node
	 * @return {@code false} if the room is full
	 */
	boolean enterRoom(WaitingRoom waitingRoom) {
		return this.caller == null || waitingRoom.admit(this, this.caller);
	}

	/**
	 * Whether a thread waits for this command that has no place in a waiting room.
	 */
	boolean mayNeedPlace() {
		return this.caller != null && !AttemptState.IN_ROOM.isSet(this);
	}

	private void leaveRoom() {
		if (this.room != null && this.caller != null) {
			this.room.dismiss(this, this.caller);
		}
	}

	/**
	 * Tell the breaker that the node has answered.
	 */
	void answered() {
		this.permit.succeeded();
	}

	/**
	 * Tell the breaker that the connection ended without an answer.
	 * @param cause what ended it
	 */
	void unanswered(Throwable cause) {
		if (!(cause instanceof ConnectionLostException lost) || lost.isNodesFault()) {
			this.permit.failed(cause);
		}
	}

	@Override
	public boolean isDone() {
		return hasEnded();
	}

}
