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

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;

/**
 * The properties below one prefix, seen below another.
 *
 * @param source where the properties are
 * @param seen the prefix at which they are asked for
 * @param real the prefix at which they are
 */
record RelocatedProperties(ConfigurationPropertySource source, ConfigurationPropertyName seen,
		ConfigurationPropertyName real) implements ConfigurationPropertySource {

	@Override
	public @Nullable ConfigurationProperty getConfigurationProperty(ConfigurationPropertyName name) {
		return this.seen.isAncestorOf(name) ? this.source.getConfigurationProperty(relocated(name)) : null;
	}

	@Override
	public ConfigurationPropertyState containsDescendantOf(ConfigurationPropertyName name) {
		if (this.seen.equals(name) || this.seen.isAncestorOf(name)) {
			return this.source.containsDescendantOf(relocated(name));
		}
		return name.isAncestorOf(this.seen) ? this.source.containsDescendantOf(this.real)
				: ConfigurationPropertyState.ABSENT;
	}

	@Override
	public Object getUnderlyingSource() {
		return String.valueOf(this.source.getUnderlyingSource());
	}

	private ConfigurationPropertyName relocated(ConfigurationPropertyName name) {
		return ConfigurationPropertyName.of(this.real + name.toString().substring(this.seen.toString().length()));
	}

}
