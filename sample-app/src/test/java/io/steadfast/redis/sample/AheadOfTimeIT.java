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

package io.steadfast.redis.sample;

import java.time.Duration;

import io.steadfast.redis.connection.TopologyAwareConnectionFactory;
import io.steadfast.redis.sample.traffic.Observation;
import io.steadfast.redis.sample.traffic.Traffic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.aot.AotDetector;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.data.redis.connection.RedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample with the beans that {@code process-aot} chose when it was built, where no
 * cluster was known; runs with {@code -Dspring.aot.enabled=true} and on classes of its
 * own.
 */
@Tag("ahead-of-time")
class AheadOfTimeIT {

	@Test
	void theClusterOfTheRunIsServedByBeansChosenBefore() {
		assertThat(AotDetector.useGeneratedArtifacts()).isTrue();
		SpringApplication application = SampleApplication.application();
		application.setMainApplicationClass(SampleApplication.class); // not Surefire's
		try (ConfigurableApplicationContext context = application.run("--server.port=0")) {
			assertThat(context.containsBean(AnnotationConfigUtils.CONFIGURATION_ANNOTATION_PROCESSOR_BEAN_NAME))
				.as("beans are chosen when it runs")
				.isFalse();
			assertThat(context.getBean(RedisConnectionFactory.class))
				.isInstanceOf(TopologyAwareConnectionFactory.class);
			try (Observation observation = context.getBean(Traffic.class).observe()) {
				Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> observation.operations() > 1_000);
				assertThat(observation.failures()).isEmpty();
			}
			assertThat(get(context, "/actuator/health/redis")).contains("\"status\":\"UP\"", "\"served\":16384");
			assertThat(get(context, "/actuator/rediscluster")).contains("\"slots\":\"0-5460\"");
			assertThat(get(context, "/actuator/metrics/steadfast.redis.slots")).contains("16384");
		}
	}

	private static String get(ConfigurableApplicationContext context, String path) {
		String port = context.getEnvironment().getRequiredProperty("local.server.port");
		return new TestRestTemplate().getForObject("http://localhost:" + port + path, String.class);
	}

}
