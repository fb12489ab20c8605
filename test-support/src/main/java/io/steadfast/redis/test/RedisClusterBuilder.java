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
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The wishes for a {@link RedisCluster}: by default three shards with one replica each.
 * Used by one thread.
 */
public final class RedisClusterBuilder {

	private final Map<String, String> config = new LinkedHashMap<>();

	private int shards = 3;

	private int replicas = 1;

	private Duration nodeTimeout = Duration.ofSeconds(3);

	private boolean requireFullCoverage = true;

	private String password = "";

	private @Nullable SwitchableResolver resolver;

	RedisClusterBuilder() {
	}

	/**
	 * How many shards the cluster starts with. Replicas are promoted by the votes of
	 * other shards' primaries: below three shards, a dead primary is not replaced.
	 * @param shards one or more
	 * @return this
	 */
	public RedisClusterBuilder shards(int shards) {
		if (shards < 1) {
			throw new IllegalArgumentException("shards is " + shards + ", but a cluster has at least one");
		}
		this.shards = shards;
		return this;
	}

	/**
	 * How many replicas each shard starts with.
	 * @param replicas zero or more
	 * @return this
	 */
	public RedisClusterBuilder replicas(int replicas) {
		if (replicas < 0) {
			throw new IllegalArgumentException("replicas is " + replicas + ", but cannot be negative");
		}
		this.replicas = replicas;
		return this;
	}

	/**
	 * How long a node may be silent before it is suspected
	 * ({@code cluster-node-timeout}).
	 * @param nodeTimeout a second or more on a busy machine
	 * @return this
	 */
	public RedisClusterBuilder nodeTimeout(Duration nodeTimeout) {
		this.nodeTimeout = nodeTimeout;
		return this;
	}

	/**
	 * Whether the whole cluster refuses to serve while a slot has no owner
	 * ({@code cluster-require-full-coverage}), which is Redis's default and ours.
	 * @param requireFullCoverage whether it does
	 * @return this
	 */
	public RedisClusterBuilder requireFullCoverage(boolean requireFullCoverage) {
		this.requireFullCoverage = requireFullCoverage;
		return this;
	}

	/**
	 * The password of every node ({@code requirepass} and {@code masterauth}).
	 * @param password without white space and quotes
	 * @return this
	 */
	public RedisClusterBuilder password(String password) {
		this.password = password;
		return this;
	}

	/**
	 * A directive for the configuration file of every node; wins over ours.
	 * @param key name, such as {@code maxmemory}
	 * @param value its arguments as they would be written in the file
	 * @return this
	 */
	public RedisClusterBuilder config(String key, String value) {
		this.config.put(key, value);
		return this;
	}

	/**
	 * Let nodes announce host names ({@code redis-1.steadfast.test} and so on) instead of
	 * addresses; clients need the resolver to reach them.
	 * @param resolver learns the names
	 * @return this
	 */
	public RedisClusterBuilder hostNames(SwitchableResolver resolver) {
		this.resolver = resolver;
		return this;
	}

	/**
	 * Start the nodes and form the cluster.
	 * @return the cluster, healthy
	 * @throws IllegalStateException if it is not within half a minute; the message says
	 * what was in the way
	 */
	public RedisCluster start() {
		return RedisCluster.start(new ClusterSettings(this.shards, this.replicas, this.nodeTimeout,
				this.requireFullCoverage, this.password, this.config, this.resolver));
	}

}
