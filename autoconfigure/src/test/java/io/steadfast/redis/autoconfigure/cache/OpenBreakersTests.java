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

package io.steadfast.redis.autoconfigure.cache;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.lettuce.core.cluster.SlotHash;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.ScriptedRedisCluster;
import io.steadfast.redis.topology.Endpoint;
import io.steadfast.redis.topology.Node;
import io.steadfast.redis.topology.NodeRole;
import io.steadfast.redis.topology.TopologyDiff;
import io.steadfast.redis.topology.TopologySnapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which keys a cache does without, by what it was told.
 */
class OpenBreakersTests {

	private static final byte[] KEY = "foo".getBytes(StandardCharsets.UTF_8);

	private static final Endpoint ONE = new Endpoint("node-1", 6379);

	private static final Endpoint OTHER = new Endpoint("node-2", 6379);

	private final OpenBreakers breakers = new OpenBreakers();

	private TopologySnapshot current = TopologySnapshot.empty();

	@BeforeEach
	void thePrimaryIsKeptFrom() {
		publish(ledBy(ONE, OTHER));
		this.breakers.breakerChanged(ONE, "redis-node-1", State.CLOSED, State.OPEN);
		assertThat(this.breakers.keepFrom(KEY)).isTrue();
	}

	private void publish(TopologySnapshot next) {
		this.breakers.topologyChanged(this.current, next, TopologyDiff.between(this.current, next));
		this.current = next;
	}

	private TopologySnapshot ledBy(Endpoint primary, Endpoint replica) {
		return TopologySnapshot.builder()
			.node(node(primary, NodeRole.PRIMARY, ""))
			.node(node(replica, NodeRole.REPLICA, primary.host()))
			.slots(primary.host(), 0, 16383)
			.build(this.current.version() + 1, 0);
	}

	private static Node node(Endpoint endpoint, NodeRole role, String primaryId) {
		return new Node(endpoint.host(), endpoint, Set.of(), role, primaryId, 1, false);
	}

	@Test
	void aBreakerThatClosesIsNotInTheWay() {
		this.breakers.breakerChanged(ONE, "redis-node-1", State.OPEN, State.HALF_OPEN);
		assertThat(this.breakers.keepFrom(KEY)).isFalse();
	}

	@Test
	void aNodeThatBecameAReplicaAndIsPromotedAgainIsAsked() {
		publish(ledBy(OTHER, ONE));
		assertThat(this.breakers.keepFrom(KEY)).isFalse();
		publish(ledBy(ONE, OTHER));
		assertThat(this.breakers.keepFrom(KEY)).isFalse();
	}

	@Test
	void theFirstTopologyAfterAStartBeginsAnew() {
		this.current = TopologySnapshot.empty();
		publish(ledBy(ONE, OTHER));
		assertThat(this.breakers.keepFrom(KEY)).isFalse();
	}

	@Test
	void aTopologyThatWasKnownBeforeTheCacheWasMadeCounts() {
		try (ScriptedRedisCluster cluster = ScriptedRedisCluster.start()) {
			TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
					new RedisClusterConfiguration(List.of(cluster.first().endpoint())),
					LettuceClientConfiguration.defaultConfiguration(), RoutingOptions.defaults());
			factory.afterPropertiesSet();
			factory.refreshTopology().toCompletableFuture().join();
			OpenBreakers late = OpenBreakers.of(factory);
			Endpoint owner = factory.getStatus().topology().shardOf(SlotHash.getSlot(KEY)).primary().endpoint();
			late.breakerChanged(owner, "redis-node-1", State.CLOSED, State.OPEN);
			assertThat(late.keepFrom(KEY)).isTrue();
			factory.destroy();
		}
	}

}
