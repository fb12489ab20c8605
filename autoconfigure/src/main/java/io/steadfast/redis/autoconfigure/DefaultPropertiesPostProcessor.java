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

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Gives Resilience4j the defaults of the retry and the breakers of this library, and the
 * actuator the place of {@code DEGRADED} among the statuses, as properties in the weakest
 * source: what an application sets wins, name by name.
 */
class DefaultPropertiesPostProcessor implements EnvironmentPostProcessor {

	private static final String PROPERTY_SOURCE = "steadfastDefaults";

	private static final ClassPathResource DEFAULTS = new ClassPathResource(
			"io/steadfast/redis/autoconfigure/default.properties",
			DefaultPropertiesPostProcessor.class.getClassLoader());

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().remove(PROPERTY_SOURCE);
		try {
			new PropertiesPropertySourceLoader().load(PROPERTY_SOURCE, DEFAULTS)
				.forEach(environment.getPropertySources()::addLast);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
