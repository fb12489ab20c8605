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

package io.steadfast.redis.behaviours;

import java.util.List;
import java.util.stream.Stream;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisCluster;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.data.redis.RedisConnectionDetails;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Connection details as {@code @ServiceConnection} defines them lead our factory to a
 * real cluster with a password, past a property that names another.
 */
class ConnectionDetailsIT {

	@Test
	void detailsAndNotPropertiesLeadToTheCluster() {
		try (RedisCluster cluster = RedisCluster.builder().replicas(0).password("secret").start();
				Contender redis = start(new Details(cluster))) {
			assertThat(redis.factory()).isInstanceOf(TopologyAwareConnectionFactory.class);
			redis.template().opsForValue().multiSet(Slots.map(50));
			assertThat(redis.template().keys("key-*")).hasSize(50);
			assertThat(redis.reactive().opsForValue().get("key-1").block()).isEqualTo("value-1");
			assertThat(cluster.primaryFor("key-2").execute("GET", "key-2")).isEqualTo("value-2");
		}
	}

	private static Contender start(RedisConnectionDetails details) {
		ApplicationContextInitializer<GenericApplicationContext> beans = (context) -> context
			.registerBean(RedisConnectionDetails.class, () -> details);
		ConfigurableApplicationContext context = new SpringApplicationBuilder(BehaviourApplication.class)
			.web(WebApplicationType.NONE)
			.initializers(beans)
			.properties("spring.main.banner-mode=off", "spring.data.redis.cluster.nodes=nowhere:1",
					"spring.data.redis.password=wrong")
			.run();
		return new Contender(context);
	}

	/**
	 * What a container of a cluster would tell.
	 */
	private record Details(RedisCluster redis) implements RedisConnectionDetails {

		@Override
		public String getPassword() {
			return "secret";
		}

		@Override
		public Cluster getCluster() {
			List<Node> nodes = this.redis.seeds()
				.stream()
				.map((seed) -> seed.split(":"))
				.flatMap(Details::node)
				.toList();
			return () -> nodes;
		}

		private static Stream<Node> node(String[] seed) {
			return Stream.of(new Node(seed[0], Integer.parseInt(seed[1])));
		}

	}

}
