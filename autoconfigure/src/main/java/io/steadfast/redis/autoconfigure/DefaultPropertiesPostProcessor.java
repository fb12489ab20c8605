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
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

import org.springframework.boot.DefaultPropertiesPropertySource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * Gives Resilience4j the defaults of the retry and the breakers of this library, and the
 * actuator the place of {@code DEGRADED} among the statuses, as properties in the weakest
 * source: what an application sets wins, name by name.
 */
class DefaultPropertiesPostProcessor implements EnvironmentPostProcessor {

	static final String PROPERTY_SOURCE = "steadfastDefaults";

	static final ClassPathResource DEFAULTS = new ClassPathResource(
			"io/steadfast/redis/autoconfigure/default.properties",
			DefaultPropertiesPostProcessor.class.getClassLoader());

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		MutablePropertySources sources = environment.getPropertySources();
		sources.remove(PROPERTY_SOURCE);
		sources.addLast(new MapPropertySource(PROPERTY_SOURCE, withoutThoseOf(sources)));
	}

	/**
	 * Boot moves the application's default properties behind ours afterwards, so that
	 * what those set has to be left out here.
	 */
	private static Map<String, Object> withoutThoseOf(MutablePropertySources sources) {
		PropertySource<?> application = sources.get(DefaultPropertiesPropertySource.NAME);
		Map<String, Object> defaults = new HashMap<>();
		load().forEach((name, value) -> {
			if (application == null || !application.containsProperty(String.valueOf(name))) {
				defaults.put(String.valueOf(name), value);
			}
		});
		return defaults;
	}

	private static Properties load() {
		try {
			return PropertiesLoaderUtils.loadProperties(DEFAULTS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
