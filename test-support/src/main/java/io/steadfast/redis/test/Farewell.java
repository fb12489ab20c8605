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

package io.steadfast.redis.test;

import java.time.Duration;
import java.util.List;

/**
 * What an operator waits for before a process ends: a request that is under way to it
 * would lose its reply.
 */
final class Farewell {

	/** Whom nobody asked for a slot in this time is asked no more. */
	private static final Duration QUIET = Duration.ofMillis(300);

	/** Clients that never look at the topology again are not waited for. */
	private static final Duration LIMIT = Duration.ofSeconds(3);

	private Farewell() {
	}

	/**
	 * Wait until clients have noticed that nodes own nothing.
	 * @param leaving nodes that own no slots
	 */
	static void await(List<RedisNode> leaving) {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		List<String> before;
		List<String> redirects = redirects(leaving);
		do {
			Await.pause(QUIET);
			before = redirects;
			redirects = redirects(leaving);
		}
		while (!redirects.equals(before) && System.nanoTime() < deadline);
	}

	private static List<String> redirects(List<RedisNode> nodes) {
		return nodes.stream()
			.filter(RedisNode::answers)
			.map((node) -> node.field("errorstat_MOVED", "INFO", "errorstats"))
			.toList();
	}

}
