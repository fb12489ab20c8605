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
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * A property that has one name in Spring Boot 2 and another in Spring Boot 3.
 *
 * @param former the name in Spring Boot 2, below {@code spring.redis}
 * @param current the name in Spring Boot 3, below {@code spring.data.redis}
 */
record RenamedProperty(ConfigurationPropertyName former, ConfigurationPropertyName current) {

	/**
	 * All of them. Names that only Spring Boot 3 knows are included: who kept the old
	 * prefix may well have added a new property below it. TLS was a plain switch in
	 * Spring Boot 2 and is a group since.
	 */
	static final List<RenamedProperty> ALL = Stream
		.concat(Stream.of(of("ssl", "ssl.enabled")), Stream.of("database", "url", "host", "username", "password",
				"port", "timeout", "connect-timeout", "client-name", "client-type", "ssl.enabled", "ssl.bundle",
				"cluster.nodes", "cluster.max-redirects", "sentinel.master", "sentinel.nodes", "sentinel.username",
				"sentinel.password", "jedis.pool.enabled", "jedis.pool.max-idle", "jedis.pool.min-idle",
				"jedis.pool.max-active", "jedis.pool.max-wait", "jedis.pool.time-between-eviction-runs",
				"lettuce.pool.enabled", "lettuce.pool.max-idle", "lettuce.pool.min-idle", "lettuce.pool.max-active",
				"lettuce.pool.max-wait", "lettuce.pool.time-between-eviction-runs", "lettuce.shutdown-timeout",
				"lettuce.read-from", "lettuce.cluster.refresh.dynamic-refresh-sources",
				"lettuce.cluster.refresh.period", "lettuce.cluster.refresh.adaptive")
			.map((name) -> of(name, name)))
		.toList();

	private static RenamedProperty of(String former, String current) {
		return new RenamedProperty(ConfigurationPropertyName.of("spring.redis").append(former),
				ConfigurationPropertyName.of("spring.data.redis").append(current));
	}

	/**
	 * What the former name has in the first source that knows it.
	 * @param sources where to look, the strongest first
	 * @return one property, the elements of a list, or nothing
	 */
	List<ConfigurationProperty> findFormer(Iterable<ConfigurationPropertySource> sources) {
		return find(this.former, sources);
	}

	boolean hasCurrent(Iterable<ConfigurationPropertySource> sources) {
		return !find(this.current, sources).isEmpty();
	}

	/**
	 * The current name of a property or of an element of a list.
	 * @param former a name that {@link #findFormer} found
	 * @return the same, below the current name
	 */
	ConfigurationPropertyName rename(ConfigurationPropertyName former) {
		return this.former.equals(former) ? this.current
				: this.current.append(former.subName(this.former.getNumberOfElements()));
	}

	private static List<ConfigurationProperty> find(ConfigurationPropertyName name,
			Iterable<ConfigurationPropertySource> sources) {
		for (ConfigurationPropertySource source : sources) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			List<ConfigurationProperty> found = (property != null) ? List.of(property) : elements(name, source);
			if (!found.isEmpty()) {
				return found;
			}
		}
		return List.of();
	}

	private static List<ConfigurationProperty> elements(ConfigurationPropertyName name,
			ConfigurationPropertySource source) {
		List<ConfigurationProperty> elements = new ArrayList<>();
		@Nullable ConfigurationProperty element = element(name, 0, source);
		while (element != null) {
			elements.add(element);
			element = element(name, elements.size(), source);
		}
		return elements;
	}

	private static @Nullable ConfigurationProperty element(ConfigurationPropertyName name, int index,
			ConfigurationPropertySource source) {
		return source.getConfigurationProperty(name.append("[" + index + "]"));
	}

}
