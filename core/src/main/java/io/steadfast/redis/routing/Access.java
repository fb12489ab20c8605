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

/**
 * What a connection is for at its node: a replica answers reads only on a connection that
 * said READONLY.
 */
enum Access {

	/** Reads and writes at a primary. */
	READ_WRITE,

	/** Reads at a replica. */
	READ_ONLY,

	/**
	 * Reads and writes at a primary for whoever waits on an event loop, which could not
	 * read the reply: on the one event loop that runs no code of the application.
	 */
	BESIDE

}
