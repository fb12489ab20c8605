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

package io.steadfast.redis.topology;

import java.util.concurrent.CompletableFuture;

/**
 * A refresh that somebody asked for, waiting or in flight.
 *
 * @param trigger why, by the word of who asked first, or first in urgency
 * @param result shared by all who asked
 */
record PendingRefresh(RefreshTrigger trigger, CompletableFuture<TopologySnapshot> result) {

	/** Stands for no refresh at all. */
	static final PendingRefresh NONE = of(RefreshTrigger.START);

	static PendingRefresh of(RefreshTrigger trigger) {
		return new PendingRefresh(trigger, new CompletableFuture<>());
	}

	static PendingRefresh refused(RefreshTrigger trigger, Throwable failure) {
		PendingRefresh refused = of(trigger);
		refused.fail(failure);
		return refused;
	}

	/**
	 * The same refresh for a reason that does not wait.
	 */
	PendingRefresh urgedBy(RefreshTrigger urgent) {
		return new PendingRefresh(urgent, this.result);
	}

	boolean isNone() {
		return equals(NONE);
	}

	void fail(Throwable failure) {
		if (!isNone()) {
			this.result.completeExceptionally(failure);
		}
	}

}
