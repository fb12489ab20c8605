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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes the properties that an application still has below {@code spring.redis} known by
 * their current names, and says so in one warning.
 * <p>
 * They go into the weakest property source, and a name that is set both ways is left out,
 * so the current name always wins. Values are passed on as they were written, with their
 * origin: placeholders are resolved later, and a failure analysis points to the right
 * line.
 */
class RenamedPropertiesPostProcessor implements EnvironmentPostProcessor, Ordered {

	/**
	 * After the configuration files have been read.
	 */
	static final int ORDER = ConfigDataEnvironmentPostProcessor.ORDER + 10;

	private static final String PROPERTY_SOURCE = "steadfastRenamedRedisProperties";

	private final Log logger;

	RenamedPropertiesPostProcessor(DeferredLogFactory logFactory) {
		this.logger = logFactory.getLog(RenamedPropertiesPostProcessor.class);
	}

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources().remove(PROPERTY_SOURCE);
		Iterable<ConfigurationPropertySource> sources = ConfigurationPropertySources
			.from(environment.getPropertySources());
		Map<String, Object> values = new LinkedHashMap<>();
		List<String> advice = new ArrayList<>();
		for (RenamedProperty renamed : RenamedProperty.ALL) {
			List<ConfigurationProperty> former = renamed.findFormer(sources);
			if (former.isEmpty() || isKubernetesServiceLink(former)) {
				continue;
			}
			if (renamed.hasCurrent(sources)) {
				advice.add("remove %s (%s is set and wins)".formatted(renamed.former(), renamed.current()));
				continue;
			}
			advice.add("rename %s to %s".formatted(renamed.former(), renamed.current()));
			former.forEach((each) -> values.putIfAbsent(renamed.rename(each.getName()).toString(),
					OriginTrackedValue.of(each.getValue(), each.getOrigin())));
		}
		if (!values.isEmpty()) {
			environment.getPropertySources().addLast(new OriginTrackedMapPropertySource(PROPERTY_SOURCE, values));
		}
		if (!advice.isEmpty()) {
			this.logger.warn("The application uses names of Spring Boot 2 for its Redis properties: "
					+ String.join(", ", advice) + ".");
		}
	}

	/**
	 * Kubernetes gives every container of a namespace with a service named "spring-redis"
	 * the variable SPRING_REDIS_PORT=tcp://10.0.0.1:6379, which nobody meant for us.
	 */
	private static boolean isKubernetesServiceLink(List<ConfigurationProperty> found) {
		ConfigurationProperty first = found.get(0);
		return first.getValue().toString().startsWith("tcp://");
	}

}
