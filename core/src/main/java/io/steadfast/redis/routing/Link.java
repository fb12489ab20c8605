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

import java.util.Collection;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.protocol.RedisCommand;

/**
 * One socket to one node, after its handshake. All methods may be called by any thread
 * and do not block.
 */
interface Link {

	/**
	 * Write a command and flush. It is completed exceptionally if the socket has ended or
	 * ends.
	 * @param command the command
	 */
	void write(RedisCommand<?, ?, ?> command);

	/**
	 * Write commands in order and flush once.
	 * @param commands the commands
	 */
	void write(Collection<? extends RedisCommand<?, ?, ?>> commands);

	/**
	 * Whether the socket is alive; once {@code false}, for good.
	 * @return {@code false} from the moment the socket has ended, and before its commands
	 * are completed
	 */
	boolean isAlive();

	/**
	 * The id of the node at the other end, by its own word.
	 * @return completes with the id, or exceptionally where the node does not tell
	 */
	CompletionStage<String> nodeId();

	/**
	 * Ask the node for its view of the topology.
	 * @return completes with the reply to {@code CLUSTER NODES}
	 */
	CompletionStage<String> clusterNodes();

	/**
	 * Close the socket; what is in flight is completed exceptionally.
	 */
	void close();

}
