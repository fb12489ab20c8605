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

package io.steadfast.redis.sample.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span of time by {@link System#nanoTime()}.
 *
 * @param from its begin
 * @param until its end
 */
record Span(long from, long until) {

	boolean contains(long nanos) {
		return this.from <= nanos && nanos <= this.until;
	}

	/**
	 * How much of this one is covered by others.
	 * @param others spans that do not overlap, see {@link #joined}
	 * @return a time not longer than this one
	 */
	Duration coveredBy(List<Span> others) {
		long nanos = 0;
		for (Span other : others) {
			nanos += Math.max(0, Math.min(this.until, other.until) - Math.max(this.from, other.from));
		}
		return Duration.ofNanos(nanos);
	}

	Duration length() {
		return Duration.ofNanos(this.until - this.from);
	}

	/**
	 * Join spans that overlap.
	 * @param spans in any order
	 * @return in order, without overlaps
	 */
	static List<Span> joined(List<Span> spans) {
		List<Span> joined = new ArrayList<>();
		for (Span span : spans.stream().sorted(Comparator.comparingLong(Span::from)).toList()) {
			boolean overlaps = !joined.isEmpty() && span.from <= joined.get(joined.size() - 1).until;
			Span first = overlaps ? joined.remove(joined.size() - 1) : span;
			joined.add(new Span(first.from, Math.max(first.until, span.until)));
		}
		return joined;
	}

}
