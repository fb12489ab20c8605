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
import java.util.concurrent.CompletionStage;

/**
 * What is done before a changed snapshot is published: connections to new owners are
 * opened before slots are routed to them (I11). Called by the monitor's scheduler, must
 * not block.
 */
@FunctionalInterface
public interface TopologyPreparation {

	/**
	 * Prepare for a snapshot. A failure is ignored and the monitor waits 250 ms at most:
	 * it is better to route to a node that is being connected than to one that is gone.
	 * @param before the snapshot in use
	 * @param after the snapshot to be published
	 * @param diff what changes
	 * @return completed when the snapshot may be published
	 */
	CompletionStage<Void> prepare(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff);

	/**
	 * No preparation.
	 * @return a hook that is done at once
	 */
	static TopologyPreparation none() {
		return (before, after, diff) -> CompletableFuture.allOf();
	}

}
