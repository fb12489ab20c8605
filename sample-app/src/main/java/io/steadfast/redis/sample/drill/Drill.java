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

package io.steadfast.redis.sample.drill;

import java.util.List;

import io.steadfast.redis.test.RedisCluster;

/**
 * Something that happens to a cluster of three shards with a replica each, and what must
 * be seen. It leaves a cluster of that shape behind. Played by one thread at a time.
 */
public interface Drill {

	DrillCard card();

	/**
	 * Bring the cluster into the state in which the fault can happen; not observed.
	 * @param cluster the cluster
	 */
	default void prepare(RedisCluster cluster) {
	}

	/**
	 * Let it happen, and return when the cluster has dealt with it; observed.
	 * @param cluster the cluster
	 * @param incident is told what a fault breaks, and when
	 */
	void play(RedisCluster cluster, Incident incident);

	/**
	 * Bring the cluster back into its first shape; not observed.
	 * @param cluster the cluster
	 */
	default void restore(RedisCluster cluster) {
	}

	/**
	 * What should have been seen and was not.
	 * @param result what was seen
	 * @return a sentence for each, none if all is well
	 */
	default List<String> shortfalls(DrillResult result) {
		return card().planned() ? Expectations.of(result).nothingSurfaced().recovered().incrementsAddUp().shortfalls()
				: Expectations.of(result).recovered().incrementsAddUpButForReplication().withinPatience().shortfalls();
	}

}
