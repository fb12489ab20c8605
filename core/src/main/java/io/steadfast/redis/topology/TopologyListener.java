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

/**
 * Is told of each snapshot whose content differs from the one before it. Called by the
 * monitor's scheduler, one call at a time, after the slot table has been brought up; must
 * not block.
 */
@FunctionalInterface
public interface TopologyListener {

	/**
	 * A snapshot was published.
	 * @param before the snapshot until now
	 * @param after the snapshot from now on
	 * @param diff what changed; empty if only epochs or failure flags did
	 */
	void topologyChanged(TopologySnapshot before, TopologySnapshot after, TopologyDiff diff);

}
