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

import java.time.Duration;
import java.util.List;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.steadfast.redis.RoutingOptions;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisNode;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Seeds that are not there when the application starts (D26).
 */
class StartIT {

	private static final Duration RETURN = Duration.ofSeconds(5);

	private static RedisCluster cluster;

	private static ClientResources resources;

	@BeforeAll
	static void start() {
		cluster = RedisCluster.builder().nodeTimeout(Duration.ofSeconds(1)).start();
		resources = DefaultClientResources.create();
	}

	@AfterAll
	static void stop() {
		resources.shutdown().syncUninterruptibly();
		cluster.close();
	}

	private static TopologyAwareConnectionFactory factory(List<String> seeds) {
		TopologyAwareConnectionFactory factory = new TopologyAwareConnectionFactory(
				new RedisClusterConfiguration(seeds),
				LettuceClientConfiguration.builder().clientResources(resources).build(), RoutingOptions.defaults());
		factory.afterPropertiesSet();
		return factory;
	}

	@Test
	void oneDeadSeedOfSeveralCostsLittle() {
		RedisNode dead = cluster.replicas().get(0);
		List<String> seeds = List.of(dead.endpoint(), cluster.primaries().get(0).endpoint());
		cluster.kill(dead);
		TopologyAwareConnectionFactory factory = factory(seeds);
		try {
			long begin = System.nanoTime();
			new StringRedisTemplate(factory).opsForValue().set("key", "value");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
		}
		finally {
			factory.destroy();
			cluster.restart(dead);
		}
	}

	@Test
	void whenAllSeedsAreDeadItIsToldWithinThePatienceAndConnectsAfterTheirReturn() {
		List<RedisNode> nodes = cluster.nodes();
		List<String> seeds = cluster.seeds();
		nodes.forEach(cluster::kill);
		TopologyAwareConnectionFactory factory = factory(seeds);
		try {
			StringRedisTemplate template = new StringRedisTemplate(factory);
			for (int i = 0; i < 3; i++) {
				long begin = System.nanoTime();
				assertThatThrownBy(() -> template.opsForValue().get("key")).isInstanceOf(DataAccessException.class);
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(5_600));
			}
			cluster.restartAll(Duration.ZERO);
			Awaitility.await().atMost(RETURN).ignoreExceptions().until(() -> template.hasKey("key") != null);
		}
		finally {
			factory.destroy();
		}
	}

	@Test
	void aNameThatDoesNotResolveIsNamed() {
		TopologyAwareConnectionFactory factory = factory(List.of("no-such-host.steadfast.invalid:6379"));
		try {
			long begin = System.nanoTime();
			assertThatThrownBy(() -> new StringRedisTemplate(factory).opsForValue().get("key"))
				.isInstanceOf(DataAccessException.class)
				.hasMessageContaining("the last refresh failed")
				.hasMessageContaining("no-such-host.steadfast.invalid");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(5_600));
		}
		finally {
			factory.destroy();
		}
	}

	@Test
	void aNameThatDoesNotResolveBesideOneThatDoesCostsLittle() {
		TopologyAwareConnectionFactory factory = factory(
				List.of("no-such-host.steadfast.invalid:6379", cluster.primaries().get(0).endpoint()));
		try {
			new StringRedisTemplate(factory).opsForValue().set("key", "value");
		}
		finally {
			factory.destroy();
		}
	}

}
