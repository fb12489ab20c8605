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

import java.util.concurrent.CompletionStage;

import io.steadfast.redis.topology.Endpoint;

/**
 * Opens sockets to nodes.
 */
interface LinkFactory {

	/**
	 * Connect, resolve the name afresh, shake hands, authenticate.
	 * @param endpoint where to
	 * @param access what the connection is for
	 * @param onEnd run once, on the event loop, when a socket that was handed out has
	 * ended
	 * @return completes within the connect timeout
	 */
	CompletionStage<Link> connect(Endpoint endpoint, Access access, Runnable onEnd);

}
