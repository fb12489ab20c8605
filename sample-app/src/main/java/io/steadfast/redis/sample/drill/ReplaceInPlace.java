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
 * Behind the name and port of every primary comes another process, twice, while the old
 * one lives on and answers MOVED to that very name.
 */
final class ReplaceInPlace implements Drill {

	/**
	 * One for each of the six replacements; and where a command is redirected after the
	 * promotion and before the name is switched, one that leads to the old process again.
	 */
	private static final int CONNECTIONS = 6 * 2;

	private static final int REDIRECTS_OF_A_COMMAND = 5;

	@Override
	public DrillCard card() {
		return DrillCard.planned("replace-in-place", "D04",
				"every primary replaced behind its name and port, twice; the old processes live on");
	}

	@Override
	public void play(RedisCluster cluster, Incident incident) {
		cluster.primaries().forEach(cluster::replaceInPlace);
		cluster.primaries().forEach(cluster::replaceInPlace);
	}

	@Override
	public void restore(RedisCluster cluster) {
		cluster.stopReplaced();
	}

	@Override
	public List<String> shortfalls(DrillResult result) {
		return Expectations.of(result)
			.nothingSurfaced()
			.recovered()
			.incrementsAddUp()
			.noMoreLastingConnectionsThan(CONNECTIONS)
			.noCommandRedirectedMoreThan(REDIRECTS_OF_A_COMMAND)
			.shortfalls();
	}

}
