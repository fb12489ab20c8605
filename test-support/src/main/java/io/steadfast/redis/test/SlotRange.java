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

package io.steadfast.redis.test;

import java.util.stream.IntStream;

/**
 * Consecutive slots with the same owner.
 *
 * @param first first slot
 * @param last last slot, included
 */
record SlotRange(int first, int last) {

	static final int SLOTS = 16_384;

	boolean contains(int slot) {
		return slot >= this.first && slot <= this.last;
	}

	int size() {
		return this.last - this.first + 1;
	}

	IntStream slots() {
		return IntStream.rangeClosed(this.first, this.last);
	}

	static SlotRange parse(String text) {
		int dash = text.indexOf('-');
		if (dash < 0) {
			return new SlotRange(Integer.parseInt(text), Integer.parseInt(text));
		}
		return new SlotRange(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
	}

}
