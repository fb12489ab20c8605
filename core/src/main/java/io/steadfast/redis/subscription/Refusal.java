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

package io.steadfast.redis.subscription;

import io.lettuce.core.RedisCommandExecutionException;
import io.steadfast.redis.resilience.Outcome.Done;
import io.steadfast.redis.resilience.ReplyClassifier;

/**
 * Who refused a subscription, and for how long, while the connection lives on.
 */
enum Refusal {

	/** The node, for a reason that is the application's, such as a missing permission. */
	FOR_GOOD,

	/** The node, which is not ready, or does not own the slot. */
	NOT_NOW,

	/** Lettuce, whose queue is full: the node was not asked. */
	NOT_ASKED;

	static Refusal of(Throwable failure) {
		if (!(failure instanceof RedisCommandExecutionException)) {
			return NOT_ASKED;
		}
		String reply = String.valueOf(failure.getMessage());
		return (ReplyClassifier.classify(reply) == Done.INSTANCE) ? FOR_GOOD : NOT_NOW;
	}

}
