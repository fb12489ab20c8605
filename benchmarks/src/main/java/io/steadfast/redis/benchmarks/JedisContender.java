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
import java.util.Set;
import java.util.stream.Collectors;

import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.ClusterPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisCluster;

/**
 * Jedis without Spring: each caller has a socket of its own while it waits.
 */
final class JedisContender implements Contender {

	private static final int CONNECTIONS_PER_NODE = 256;

	private final JedisCluster cluster;

	JedisContender(List<String> seeds) {
		Set<HostAndPort> nodes = seeds.stream().map(HostAndPort::from).collect(Collectors.toSet());
		GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
		pool.setMaxTotal(CONNECTIONS_PER_NODE);
		pool.setMaxIdle(CONNECTIONS_PER_NODE);
		this.cluster = new JedisCluster(nodes, pool);
	}

	@Override
	public void get(String key) {
		this.cluster.get(key);
	}

	@Override
	public void set(String key, String value) {
		this.cluster.set(key, value);
	}

	@Override
	public void pipeline(List<String> keys, String value) {
		try (ClusterPipeline pipeline = this.cluster.pipelined()) {
			for (String key : keys) {
				if (Keys.written()) {
					pipeline.set(key, value);
				}
				else {
					pipeline.get(key);
				}
			}
			pipeline.sync();
		}
	}

	@Override
	public void close() {
		this.cluster.close();
	}

}
