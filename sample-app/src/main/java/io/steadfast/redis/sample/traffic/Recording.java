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

package io.steadfast.redis.sample.traffic;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Every call that ended while it was open: for some minutes, not for hours. Safe for any
 * thread.
 */
public final class Recording implements AutoCloseable {

	private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

	private final Consumer<Recording> onClose;

	Recording(Consumer<Recording> onClose) {
		this.onClose = onClose;
	}

	void record(OperationResult result) {
		this.calls.add(new Call(result.slot(), result.dueNanos(), result.beginNanos(), result.endNanos(),
				result.failure() != null));
	}

	/**
	 * The calls so far.
	 * @return in the order in which they ended
	 */
	public List<Call> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public void close() {
		this.onClose.accept(this);
	}

}
