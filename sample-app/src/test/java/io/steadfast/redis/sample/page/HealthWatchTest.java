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

package io.steadfast.redis.sample.page;

import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthContributorRegistry;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthWatch}.
 */
class HealthWatchTest {

	private final ApplicationContextRunner contexts = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HealthEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health");

	private final Timeline timeline = new Timeline();

	@Test
	void anApplicationWithoutThatHealthIsNoFailure() {
		this.contexts.run((context) -> {
			assertThat(new HealthWatch(context.getBean(HealthEndpoint.class), this.timeline).look()).isNull();
			assertThat(this.timeline.after(0)).isEmpty();
		});
	}

	@Test
	void whatChangedWhileNobodyWatchedIsToldToWhoComesNext() {
		this.contexts.run((context) -> {
			HealthWatch watch = new HealthWatch(context.getBean(HealthEndpoint.class), this.timeline);
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			registry.registerContributor("redis", (HealthIndicator) () -> Health.down().build());
			watch.look();
			registry.unregisterContributor("redis");
			registry.registerContributor("redis", (HealthIndicator) () -> Health.up().build());
			watch.look();
			assertThat(this.timeline.after(0)).extracting(TimelineEntry::text)
				.containsExactly("Health is DOWN", "Health was DOWN and is UP");
		});
	}

}
