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

import org.junit.jupiter.api.Test;

import org.springframework.boot.DefaultPropertiesPropertySource;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Our default properties give way to all others.
 */
class DefaultPropertiesPostProcessorTests {

	private static final String ORDER = "management.endpoint.health.status.order";

	private static final String ATTEMPTS = "resilience4j.retry.configs.redis-cluster.max-attempts";

	private final StandardEnvironment environment = new StandardEnvironment();

	private void process() {
		new DefaultPropertiesPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
		DefaultPropertiesPropertySource.moveToEnd(this.environment);
	}

	@Test
	void theyAreThereWhereNobodySetsThem() {
		process();
		assertThat(this.environment.getProperty(ORDER)).isEqualTo("down,out-of-service,degraded,up,unknown");
		assertThat(this.environment.getProperty(ATTEMPTS)).isEqualTo("1000");
	}

	@Test
	void theyGiveWayToTheDefaultPropertiesOfTheApplication() {
		this.environment.getPropertySources()
			.addLast(new MapPropertySource(DefaultPropertiesPropertySource.NAME, Map.of(ORDER, "down,up")));
		process();
		assertThat(this.environment.getProperty(ORDER)).isEqualTo("down,up");
		assertThat(this.environment.getProperty(ATTEMPTS)).isEqualTo("1000");
	}

	@Test
	void beingAskedTwiceMakesNoDifference() {
		process();
		long sources = this.environment.getPropertySources().stream().count();
		process();
		assertThat(this.environment.getPropertySources().stream()).hasSize((int) sources);
	}

}
