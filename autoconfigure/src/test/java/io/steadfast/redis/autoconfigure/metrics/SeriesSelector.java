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

package io.steadfast.redis.autoconfigure.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one place of a query asks of a series. A label that is compared with an expression
 * ({@code =~}) has to be there, with whatever value.
 *
 * @param series the name of the series
 * @param values labels with the value that is asked for
 * @param labels labels that are compared or grouped by
 */
record SeriesSelector(String series, Map<String, String> values, Set<String> labels) {

	private static final Pattern SELECTOR = Pattern
		.compile("\\b((?:steadfast_redis|lettuce|resilience4j)_[a-z0-9_]+)(?:\\{([^}]*)})?");

	private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|=)\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|without) ?\\(([a-z_, ]+)\\)");

	/**
	 * The selectors of one query; each series has to have all labels that the query
	 * groups by.
	 */
	static Stream<SeriesSelector> in(String query) {
		Set<String> grouping = GROUPING.matcher(query)
			.results()
			.flatMap((group) -> Stream.of(group.group(1).split(", ?")))
			.collect(Collectors.toSet());
		return SELECTOR.matcher(query)
			.results()
			.map((found) -> of(found.group(1), (found.group(2) != null) ? found.group(2) : "", grouping));
	}

	private static SeriesSelector of(String series, String matchers, Set<String> grouping) {
		Map<String, String> values = new TreeMap<>();
		Set<String> labels = new TreeSet<>(grouping);
		MATCHER.matcher(matchers).results().forEach((matcher) -> {
			labels.add(matcher.group(1));
			if (matcher.group(2).equals("=")) {
				values.put(matcher.group(1), matcher.group(3));
			}
		});
		return new SeriesSelector(series, values, labels);
	}

	/**
	 * Whether a scrape has something to select.
	 * @param scraped lines such as <code>series{label="value"} 1.0</code>
	 */
	boolean findsAnyOf(Collection<String> scraped) {
		return scraped.stream().anyMatch(this::isOf);
	}

	private boolean isOf(String line) {
		return line.split("[{ ]", 2)[0].equals(this.series)
				&& this.labels.stream().allMatch((label) -> line.matches(".*[{,]" + label + "=\".*"))
				&& this.values.entrySet()
					.stream()
					.allMatch((value) -> line.contains(value.getKey() + "=\"" + value.getValue() + "\""));
	}

}
