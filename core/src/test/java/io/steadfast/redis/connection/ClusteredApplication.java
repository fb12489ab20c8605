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
import io.steadfast.redis.test.RedisCluster;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * An application's side of a real cluster: our factory and Spring's template over six
 * nodes, all of them stopped together.
 */
final class ClusteredApplication implements AutoCloseable {

	private final RedisCluster cluster = RedisCluster.builder().start();

	private final TopologyAwareConnectionFactory factory;

	private final StringRedisTemplate template;

	private ClusteredApplication(LettuceClientConfiguration client, RoutingOptions options) {
		this.factory = new TopologyAwareConnectionFactory(new RedisClusterConfiguration(this.cluster.seeds()), client,
				options);
		this.factory.afterPropertiesSet();
		this.template = new StringRedisTemplate(this.factory);
	}

	static ClusteredApplication start() {
		return with(RoutingOptions.defaults());
	}

	static ClusteredApplication with(RoutingOptions options) {
		return new ClusteredApplication(LettuceClientConfiguration.defaultConfiguration(), options);
	}

	static ClusteredApplication with(LettuceClientConfiguration client) {
		return new ClusteredApplication(client, RoutingOptions.defaults());
	}

	RedisCluster cluster() {
		return this.cluster;
	}

	TopologyAwareConnectionFactory factory() {
		return this.factory;
	}

	StringRedisTemplate template() {
		return this.template;
	}

	@Override
	public void close() {
		this.factory.destroy();
		this.cluster.close();
	}

}
