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

import java.time.Duration;
import java.util.List;

/**
 * Thrown while properties are bound, when the value of one of ours cannot work.
 */
final class UnusablePropertyException extends RuntimeException {

	private final String action;

	private UnusablePropertyException(String property, String value, String rule, String leastValue) {
		this("%s is %s, but %s.".formatted(property, value, rule),
				"Set %s to %s or more, or remove the property.".formatted(property, leastValue));
	}

	private UnusablePropertyException(String message, String action) {
		super(message);
		this.action = action;
	}

	static UnusablePropertyException withoutLibrary(String property, Duration value, String dependency) {
		return new UnusablePropertyException(
				"%s is %s, but %s is not on the class path.".formatted(property, DurationText.of(value), dependency),
				"Add the dependency %s, or remove the property.".formatted(dependency));
	}

	static UnusablePropertyException missing(String property, String consequence) {
		return new UnusablePropertyException("%s is not set, so %s.".formatted(property, consequence),
				"Set %s.".formatted(property));
	}

	static UnusablePropertyException notForOne(String property, String forAll) {
		return new UnusablePropertyException(
				"%s is set, but all clusters of an application share what it is about.".formatted(property),
				"Set %s instead, or remove the property.".formatted(forAll));
	}

	static UnusablePropertyException notAUrl(String property) {
		return new UnusablePropertyException(
				"%s cannot be read as redis://user:password@host:port or rediss://user:password@host:port."
					.formatted(property),
				"Correct %s; characters with a meaning in URLs are written as %%40 for @.".formatted(property));
	}

	/**
	 * Nodes are named in logs and diagnoses; a URL may have a password.
	 */
	static void unlessEndpoints(String prefix, List<String> nodes) {
		if (nodes.stream().anyMatch((node) -> node.contains("/") || node.contains("@"))) {
			throw new UnusablePropertyException(
					prefix + ".cluster.nodes has a URL, but a node is written as host:port.",
					"Write host:port in %1$s.cluster.nodes, and set %1$s.username, %1$s.password and %1$s.ssl.enabled where they are needed."
						.formatted(prefix));
		}
	}

	static UnusablePropertyException tooLate(String property) {
		return new UnusablePropertyException(
				"%s is set, but the beans were chosen ahead of time, when it was not: the first of steadfast.redis.clusters would be used in its place."
					.formatted(property),
				"Set %s where the application is built, or remove the property.".formatted(property));
	}

	/**
	 * The same for the cluster that it is about.
	 */
	UnusablePropertyException of(ClusterProperties cluster) {
		return new UnusablePropertyException(cluster.inOwnWords(String.valueOf(getMessage())),
				cluster.inOwnWords(this.action));
	}

	static void unlessName(String property, String name) {
		if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
			throw new UnusablePropertyException(
					"%s has a cluster named '%s', but a name has lower-case letters, digits and single dashes."
						.formatted(property, name),
					"Rename the properties below %s.%s.".formatted(property, name));
		}
	}

	/**
	 * The one edit that mends the configuration.
	 * @return a sentence that names the property
	 */
	String getAction() {
		return this.action;
	}

	static void unlessPositive(String property, Duration value, String rule) {
		if (value.isZero() || value.isNegative()) {
			throw new UnusablePropertyException(property, DurationText.of(value), rule, "1s");
		}
	}

	static void unlessSeconds(String property, Duration value, String rule) {
		if (value.toSeconds() < 1) {
			throw new UnusablePropertyException(property, DurationText.of(value), rule, "1s");
		}
	}

	static void unlessZeroOrMore(String property, Duration value, String rule) {
		if (value.isNegative()) {
			throw new UnusablePropertyException(property, DurationText.of(value), rule, "0s");
		}
	}

	static void unlessAtLeast(int least, String property, int value, String rule) {
		if (value < least) {
			throw new UnusablePropertyException(property, String.valueOf(value), rule, String.valueOf(least));
		}
	}

}
