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

package io.steadfast.redis.autoconfigure.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Shard;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;
import reactor.util.function.Tuples;

import org.springframework.data.redis.connection.ReactiveRedisClusterConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisClusterNode;

/**
 * Asks each primary PING, all at the same time: the only thing about health that goes
 * over the network. What it finds is a detail and does not change the status.
 */
final class PrimaryProbe {

	/** Short, because whoever asks for health often waits no longer than a second. */
	static final Duration LIMIT = Duration.ofMillis(250);

	private PrimaryProbe() {
	}

	/**
	 * Ask the primaries of the topology that is known.
	 * @param factory a factory that is started
	 * @return the answers by endpoint, after {@link #LIMIT} at the latest; never an error
	 */
	static Mono<Map<String, String>> of(TopologyAwareConnectionFactory factory) {
		ReactiveRedisConnectionFactory reactive = factory;
		return Mono
			.usingWhen(Mono.fromSupplier(reactive::getReactiveClusterConnection),
					(connection) -> answers(connection, factory.getStatus().topology().shards()),
					ReactiveRedisClusterConnection::closeLater)
			.onErrorResume((ex) -> Mono.just(Map.of("failure", ex.getClass().getSimpleName())));
	}

	private static Mono<Map<String, String>> answers(ReactiveRedisClusterConnection connection, List<Shard> shards) {
		return Flux.fromIterable(shards)
			.map((shard) -> shard.primary().endpoint())
			.flatMap((endpoint) -> ping(connection, endpoint), Integer.MAX_VALUE)
			.collectMap(Tuple2::getT1, Tuple2::getT2, TreeMap::new);
	}

	private static Mono<Tuple2<String, String>> ping(ReactiveRedisClusterConnection connection, Endpoint endpoint) {
		RedisClusterNode node = new RedisClusterNode(endpoint.host(), endpoint.port());
		return Mono.defer(() -> connection.ping(node))
			.timeout(LIMIT)
			.onErrorResume((ex) -> Mono.just(ex.getClass().getSimpleName()))
			.map((answer) -> Tuples.of(endpoint.toString(), answer));
	}

}
