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

import java.util.Locale;

import io.lettuce.core.ReadFrom;

/**
 * The name of a {@link ReadFrom} as {@code spring.data.redis.lettuce.read-from} spells
 * it: in any case, with or without dashes, as in {@code replica-preferred} or
 * {@code subnet:10.0.0.0/8}.
 */
final class ReadFromName {

	private ReadFromName() {
	}

	static ReadFrom parse(String text) {
		int colon = text.indexOf(':');
		if (colon < 0) {
			return ReadFrom.valueOf(plain(text));
		}
		return ReadFrom.valueOf(plain(text.substring(0, colon)) + text.substring(colon));
	}

	private static String plain(String name) {
		return name.replaceAll("[^\\p{L}\\p{Nd}]", "").toLowerCase(Locale.ROOT);
	}

}
