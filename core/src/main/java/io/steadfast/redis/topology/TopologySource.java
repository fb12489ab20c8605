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

import java.util.concurrent.CompletionStage;

/**
 * The network as the monitor sees it. Called by the monitor's scheduler, must not block.
 */
public interface TopologySource {

	/**
	 * Ask a node for its view, over an open connection where there is one.
	 * @param endpoint a known node or a seed
	 * @return the reply to CLUSTER NODES; the monitor does not wait for it longer than
	 * 500 ms
	 */
	CompletionStage<String> clusterNodes(Endpoint endpoint);

	/**
	 * Whether asking costs no new connection.
	 * @param endpoint a known node or a seed
	 * @return true if a connection to it is open
	 */
	boolean isOpen(Endpoint endpoint);

}
