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

package io.steadfast.redis.connection;

import io.steadfast.redis.RoutingOptions;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A {@link LettuceConnectionFactory} that routes every command by its own topology, slot
 * table and redirects.
 */
public class TopologyAwareConnectionFactory extends LettuceConnectionFactory {

	private final RoutingOptions options;

	/**
	 * Create a factory for one cluster.
	 * @param cluster the seed nodes and the credentials
	 * @param client the Lettuce configuration: timeouts, TLS, client resources, client
	 * options, read-from
	 * @param options the limits within which commands are routed
	 */
	public TopologyAwareConnectionFactory(RedisClusterConfiguration cluster, LettuceClientConfiguration client,
			RoutingOptions options) {
		super(cluster, client);
		this.options = options;
	}

	/**
	 * The limits within which this factory routes commands.
	 * @return the options given at construction
	 */
	public RoutingOptions getRoutingOptions() {
		return this.options;
	}

}
