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

/**
 * Who may say how a cluster is reached.
 */
enum AccessSource {

	/** Properties, read by Boot's own connection details or ours. */
	PROPERTIES("properties"),

	/** A RedisClusterConfiguration bean of the application. */
	CONFIGURATION_BEAN("the RedisClusterConfiguration bean"),

	/** A RedisConnectionDetails bean of the application, or of a service connection. */
	DETAILS_BEAN("the RedisConnectionDetails bean"),

	/** A customizer, which has the last word. */
	CUSTOMIZER("a customizer of the Lettuce client");

	private final String text;

	AccessSource(String text) {
		this.text = text;
	}

	boolean isProperties() {
		return this == PROPERTIES;
	}

	/**
	 * Where to change what was said.
	 * @param property the property that would say it
	 */
	String or(String property) {
		return isProperties() ? property : this.text;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
