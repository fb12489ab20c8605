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

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The bits of {@link Attempt#state}: what has happened to an attempt. Each is set at most
 * once, atomically, by whichever thread comes first.
 */
enum AttemptState {

	/** The event loop has claimed it for sending. */
	SENT(1),

	/** Its outcome is decided; whoever set this bit acts on it. */
	ENDED(2),

	/** It does not count among the commands in flight of its connection any more. */
	RELEASED(4),

	/**
	 * Its caller has a place in a waiting room; cleared by whoever gives the place back.
	 */
	IN_ROOM(8);

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(Attempt.class, "state", int.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final int bit;

	AttemptState(int bit) {
		this.bit = bit;
	}

	/**
	 * Set this bit.
	 * @param command the attempt
	 * @return whether the caller is the one who set it
	 */
	boolean set(Attempt<?, ?, ?> command) {
		return ((int) STATE.getAndBitwiseOr(command, this.bit) & this.bit) == 0;
	}

	/**
	 * Clear this bit.
	 * @param command the attempt
	 * @return whether the caller is the one who cleared it
	 */
	boolean clear(Attempt<?, ?, ?> command) {
		return ((int) STATE.getAndBitwiseAnd(command, ~this.bit) & this.bit) != 0;
	}

	boolean isSet(Attempt<?, ?, ?> command) {
		return ((int) STATE.getVolatile(command) & this.bit) != 0;
	}

	/**
	 * Set SENT unless the attempt was sent or has ended.
	 * @param command the attempt
	 * @return whether it may be sent now
	 */
	static boolean claim(Attempt<?, ?, ?> command) {
		while (true) {
			int current = (int) STATE.getVolatile(command);
			if ((current & (SENT.bit | ENDED.bit)) != 0) {
				return false;
			}
			if (STATE.compareAndSet(command, current, current | SENT.bit)) {
				return true;
			}
		}
	}

}
