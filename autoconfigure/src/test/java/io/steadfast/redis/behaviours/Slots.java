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
package io.steadfast.redis.behaviours;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Keys that spread over the slots of all shards.
 */
final class Slots {

	private Slots() {
	}

	/**
	 * Names of keys.
	 * @param count how many
	 * @return {@code key-0} and so on, in a list that can be changed
	 */
	static List<String> keys(int count) {
		return new ArrayList<>(IntStream.range(0, count).mapToObj("key-%d"::formatted).toList());
	}

	/**
	 * Keys with values.
	 * @param count how many
	 * @return {@code key-0} with {@code value-0} and so on, in this order
	 */
	static Map<String, String> map(int count) {
		Map<String, String> map = new LinkedHashMap<>();
		for (int i = 0; i < count; i++) {
			map.put("key-" + i, "value-" + i);
		}
		return map;
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
