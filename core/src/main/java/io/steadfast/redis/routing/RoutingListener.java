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

import io.steadfast.redis.status.RedirectType;
import io.steadfast.redis.status.RetryReason;
import io.steadfast.redis.topology.Endpoint;

/**
 * Is told of what commands and connections meet, never of a command that succeeds at
 * once. Called by event loops, the scheduler and callers; must not block nor throw.
 */
interface RoutingListener {

	/** Hears nothing. */
	RoutingListener NONE = new RoutingListener() {
	};

	/**
	 * A command met a redirect.
	 * @param command the attempt that met it
	 * @param type what it asks for
	 * @param target the node that it named, or the one that answered if it named none
	 * @param ofThisCommand the number of redirects that this command has met
	 */
	default void redirected(RoutedCommand<?, ?, ?> command, RedirectType type, Endpoint target, int ofThisCommand) {
	}

	/**
	 * A command will be repeated after a pause.
	 * @param command the attempt that failed
	 * @param reason why
	 */
	default void repeated(RoutedCommand<?, ?, ?> command, RetryReason reason) {
	}

	/**
	 * A command has failed for good.
	 * @param command its last attempt
	 * @param failure what its caller was given
	 */
	default void failed(RoutedCommand<?, ?, ?> command, Throwable failure) {
	}

	/**
	 * A lasting connection was made.
	 */
	default void connectionOpened() {
	}

	/**
	 * A connection ended that nobody wished to end.
	 * @param endpoint the endpoint of its node
	 * @param how what happened to it
	 */
	default void connectionEnded(Endpoint endpoint, ConnectionEnd how) {
	}

}
