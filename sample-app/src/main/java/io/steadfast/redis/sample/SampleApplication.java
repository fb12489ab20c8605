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

import java.util.Arrays;
import java.util.Map;

import io.steadfast.redis.sample.cluster.EmbeddedClusterInitializer;
import io.steadfast.redis.sample.drill.DrillSuite;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The sample: steady traffic on a Redis Cluster, to be watched while the cluster changes.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class SampleApplication {

	/** Beside it runs the same traffic through plain Boot, and somebody looks at both. */
	private static final Map<String, Object> TO_BE_WATCHED = Map.of("sample.traffic.rate", "1000");

	public static void main(String[] args) {
		if (SideBySide.isAskedFor(args)) {
			System.exit(SideBySide.play(args));
		}
		SpringApplication application = application();
		if (Arrays.stream(args).noneMatch((argument) -> argument.startsWith("--drill="))) {
			application.setDefaultProperties(TO_BE_WATCHED);
		}
		ConfigurableApplicationContext context = application.run(args);
		if (context.getEnvironment().containsProperty("drill")) {
			int code = context.getBean(DrillSuite.class).playAsAsked();
			System.exit(SpringApplication.exit(context, () -> code));
		}
	}

	/**
	 * The application with everything that {@link #main} gives it, not yet running.
	 * @return to be run once
	 */
	public static SpringApplication application() {
		SpringApplication application = new SpringApplication(SampleApplication.class);
		application.addInitializers(new EmbeddedClusterInitializer());
		return application;
	}

}
