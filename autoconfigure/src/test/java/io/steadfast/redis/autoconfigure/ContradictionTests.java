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

import java.util.Map;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties that contradict each other are told.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContradictionTests {

	private static final String NODES = "spring.data.redis.cluster.nodes";

	private static final String JEDIS = "spring.data.redis.client-type";

	@Test
	void aClusterWithTheJedisClient(CapturedOutput output) {
		process(Map.of(NODES, "a:1", JEDIS, "jedis"));
		assertThat(output).contains("spring.data.redis.client-type is jedis, so the cluster of " + NODES
				+ " is used without Steadfast Redis. Set spring.data.redis.client-type to lettuce");
	}

	@Test
	void aClusterBesideASentinel(CapturedOutput output) {
		process(Map.of(NODES, "a:1", "spring.data.redis.sentinel.master", "m"));
		assertThat(output).contains("spring.data.redis.sentinel.master and " + NODES
				+ " are both set, and Spring Boot prefers Sentinel. Remove the one that is not meant.");
	}

	@Test
	void nothingIsSaidWithoutAContradictionOrWhereWeAreSwitchedOff(CapturedOutput output) {
		process(Map.of(NODES, "a:1", JEDIS, "lettuce"));
		process(Map.of(JEDIS, "jedis", "spring.data.redis.sentinel.master", "m"));
		process(Map.of(NODES, "a:1", JEDIS, "jedis", "steadfast.redis.enabled", "false"));
		assertThat(output).doesNotContain("spring.data.redis");
	}

	private static void process(Map<String, Object> properties) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", properties));
		new ContradictionPostProcessor(Supplier::get).postProcessEnvironment(environment, new SpringApplication());
	}

}
