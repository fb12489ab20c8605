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

package io.steadfast.redis.sample.cluster;

import java.util.Locale;

import org.springframework.core.env.Environment;

/**
 * Whose connection factory the sample runs with.
 */
public enum Contender {

	/** Ours, as the starter configures it. */
	STEADFAST,

	/** That of a Boot application without the starter. */
	PLAIN;

	/**
	 * The one that the property {@code contender} names.
	 * @param environment where to look
	 * @return ours, unless it names the other one
	 */
	public static Contender of(Environment environment) {
		return environment.getProperty("contender", Contender.class, STEADFAST);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
