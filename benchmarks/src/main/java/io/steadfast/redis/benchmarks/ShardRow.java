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

package io.steadfast.redis.benchmarks;

import java.util.List;

/**
 * One shard of the topology that both clients are given.
 *
 * @param primary the number of the node that takes writes
 * @param replica the number of the node that copies it
 * @param epoch the config epoch of both
 * @param from the first slot
 * @param to the last slot, inclusive
 */
record ShardRow(int primary, int replica, int epoch, int from, int to) {

	/**
	 * The shards of a cluster of six nodes.
	 * @param failovers how often primary and replica of the second shard have changed
	 * their roles
	 * @return three shards, which own all slots
	 */
	static List<ShardRow> after(int failovers) {
		boolean changed = failovers % 2 == 1;
		return List.of(new ShardRow(0, 3, 1, 0, 5460),
				new ShardRow(changed ? 4 : 1, changed ? 1 : 4, 2 + failovers, 5461, 10922),
				new ShardRow(2, 5, 3, 10923, 16383));
	}

	/**
	 * The cluster's name of a node.
	 */
	static String id(int node) {
		return Integer.toString(node).repeat(40);
	}

	/**
	 * The port of a node of 127.0.0.1.
	 */
	static int port(int node) {
		return 7000 + node;
	}

}
