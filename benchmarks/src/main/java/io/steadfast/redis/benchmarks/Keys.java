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
package io.steadfast.redis.benchmarks;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * The keys of every load, which all have a value.
 */
final class Keys {

	private static final int COUNT = 10_000;

	private Keys() {
	}

	static String any() {
		return "key-" + ThreadLocalRandom.current().nextInt(COUNT);
	}

	static List<String> any(int count) {
		return Stream.generate(Keys::any).limit(count).toList();
	}

	/** Whether the next command of a mix of GET and SET is a SET. */
	static boolean written() {
		return ThreadLocalRandom.current().nextInt(5) == 0;
	}

	/**
	 * Give every key a value of one size, so that no GET misses or finds one of another
	 * size.
	 */
	static void fill(Contender contender, int valueBytes) {
		String value = "x".repeat(valueBytes);
		for (int key = 0; key < COUNT; key++) {
			contender.set("key-" + key, value);
		}
	}

}
