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

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.test.RedisCluster;
import io.steadfast.redis.test.RedisClusterContainer;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A user's test with the cluster in containers, which names no address anywhere.
 */
@SpringBootTest(classes = BehaviourApplication.class, webEnvironment = WebEnvironment.NONE)
@DirtiesContext // its cluster ends with the class
@Testcontainers(disabledWithoutDocker = true)
class ServiceConnectionIT {

	@Container
	@ServiceConnection
	static RedisClusterContainer redis = new RedisClusterContainer((cluster) -> cluster.password("secret"));

	@Test
	void theContextIsConnectedToTheClusterAndFollowsIt(@Autowired RedisConnectionFactory factory,
			@Autowired StringRedisTemplate template) {
		assertThat(factory).isInstanceOf(TopologyAwareConnectionFactory.class);
		template.opsForValue().multiSet(Slots.map(50));
		RedisCluster cluster = redis.cluster();
		assertThat(cluster.primaryFor("key-2").execute("GET", "key-2")).isEqualTo("value-2");
		cluster.failover(cluster.replicasOf(cluster.primaryFor("key-2")).get(0));
		assertThat(template.opsForValue().get("key-2")).isEqualTo("value-2");
		assertThat(redis.isRunning()).isTrue();
	}

}
