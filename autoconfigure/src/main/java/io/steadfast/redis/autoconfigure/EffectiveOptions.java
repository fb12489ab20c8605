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

package io.steadfast.redis.autoconfigure;

import java.util.stream.Collectors;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ReadFrom;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettucePoolingClientConfiguration;

/**
 * The options that a factory works with, after all properties and customizers, in one
 * line without a secret.
 *
 * @param text the line
 */
record EffectiveOptions(String text) {

	static EffectiveOptions of(TopologyAwareConnectionFactory factory, SteadfastRedisProperties ours) {
		LettuceClientConfiguration client = factory.getClientConfiguration();
		ClientOptions options = client.getClientOptions().orElseGet(ClientOptions::create);
		RoutingOptions routing = factory.getRoutingOptions();
		RedisClusterConfiguration cluster = factory.getClusterConfiguration();
		String seeds = (cluster == null) ? "none"
				: cluster.getClusterNodes().stream().map(String::valueOf).collect(Collectors.joining(", "));
		String user = (cluster == null || cluster.getUsername() == null) ? "default" : cluster.getUsername();
		boolean password = cluster != null && cluster.getPassword().isPresent();
		return new EffectiveOptions(
				("seeds %s; user %s, password %s, TLS %s; patience %s, timeout %s, connect timeout %s, stall timeout %s; "
						+ "ambiguous commands %s, read from %s, start %s; %d connection(s) per node, pool %s, "
						+ "topology every %s")
					.formatted(seeds, user, password ? "set" : "not set", client.isUseSsl() ? "on" : "off",
							DurationText.of(routing.patience()), DurationText.of(client.getCommandTimeout()),
							DurationText.of(options.getSocketOptions().getConnectTimeout()),
							DurationText.of(routing.connections().stallTimeout()), routing.ambiguousCommands(),
							client.getReadFrom().filter((from) -> !ReadFrom.UPSTREAM.equals(from)).isPresent()
									? "replicas too" : "primaries",
							ours.startup(), routing.connections().perNode(),
							(client instanceof LettucePoolingClientConfiguration) ? "on" : "off",
							DurationText.of(routing.topology().refreshPeriod())));
	}

}
