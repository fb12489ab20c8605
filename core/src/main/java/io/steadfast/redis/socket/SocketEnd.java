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

package io.steadfast.redis.socket;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

/**
 * The end of a socket with one TCP life, told once, whether the listener comes before or
 * after it. Any thread may call it.
 */
public final class SocketEnd {

	private final AtomicBoolean told = new AtomicBoolean();

	/** Written by the event loop, before Lettuce completes what was in flight. */
	private volatile boolean happened;

	/**
	 * Written once by {@link #onEnd}, on the event loop or the thread that connected.
	 */
	private volatile @Nullable Runnable listener;

	/**
	 * Be told of the end, at once if it has happened.
	 * @param listener called once
	 */
	public void onEnd(Runnable listener) {
		this.listener = listener;
		tell();
	}

	/**
	 * The socket is open.
	 */
	public void begins() {
		this.happened = false;
	}

	/**
	 * The socket has ended.
	 * @param completion completes what was in flight, which is when it can be seen that
	 * the socket has ended; the listener, if there is one, is told after it
	 */
	public void happens(Runnable completion) {
		this.happened = true;
		completion.run();
		tell();
	}

	private void tell() {
		Runnable current = this.listener;
		if (this.happened && current != null && this.told.compareAndSet(false, true)) {
			current.run();
		}
	}

	/**
	 * Whether the socket has ended.
	 * @return {@code true} for good
	 */
	public boolean hasHappened() {
		return this.happened;
	}

}
