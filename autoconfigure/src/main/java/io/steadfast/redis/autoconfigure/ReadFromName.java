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

import java.util.List;
import java.util.Locale;

import io.lettuce.core.ReadFrom;
import org.jspecify.annotations.Nullable;

/**
 * The name of a {@link ReadFrom} as {@code spring.data.redis.lettuce.read-from} spells
 * it: in any case, with or without dashes, as in {@code replica-preferred} or
 * {@code subnet:10.0.0.0/8}.
 */
final class ReadFromName {

	static final String UPSTREAM = "upstream";

	private static final List<String> ALL = List.of(UPSTREAM, "upstream-preferred", "replica", "replica-preferred",
			"any", "any-replica", "lowest-latency");

	private ReadFromName() {
	}

	static ReadFrom parse(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			return ReadFrom.valueOf(plain(text));
		}
		return ReadFrom.valueOf(plain(text.substring(0, colon)) + text.substring(colon));
	}

	/**
	 * The name of one that is in effect.
	 * @param readFrom where it is read from
	 * @param configured the name that was configured, if one was
	 * @return the configured name where it means the same
	 */
	static String of(ReadFrom readFrom, @Nullable String configured) {
		if (configured != null && isSame(readFrom, parse(configured))) {
			return configured;
		}
		return ALL.stream().filter((name) -> parse(name).equals(readFrom)).findFirst().orElse("a choice of its own");
	}

	/** Those with a parameter are made anew, and do not show it. */
	private static boolean isSame(ReadFrom readFrom, ReadFrom configured) {
		return readFrom.equals(configured)
				|| (readFrom.getClass() == configured.getClass() && !ALL.contains(of(configured, null)));
	}

	private static String plain(String name) {
		return name.replaceAll("[^\\p{L}\\p{Nd}]", "").toLowerCase(Locale.ROOT);
	}

}
