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

package io.steadfast.redis.sample.cluster;

import io.lettuce.core.resource.DnsResolver;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.SwitchableResolver;

import org.springframework.boot.SpringApplication;

/**
 * The six nodes that the sample brings along, and the resolver that knows their names.
 */
public final class EmbeddedCluster implements AutoCloseable {

	private final RedisCluster nodes;

	private final SwitchableResolver names;

	private EmbeddedCluster(RedisCluster nodes, SwitchableResolver names) {
		this.nodes = nodes;
		this.names = names;
	}

	/**
	 * The context closes it; if it does not come so far, what runs after all contexts.
	 */
	static EmbeddedCluster start() {
		SwitchableResolver names = new SwitchableResolver();
		RedisCluster nodes = RedisCluster.builder()
			.hostNames(names)
			.atShutdown(SpringApplication.getShutdownHandlers()::add)
			.start();
		return new EmbeddedCluster(nodes, names);
	}

	/**
	 * The cluster, to be played with.
	 * @return its nodes and what can be done to them
	 */
	public RedisCluster nodes() {
		return this.nodes;
	}

	DnsResolver names() {
		return this.names;
	}

	@Override
	public void close() {
		this.nodes.close();
	}

}
