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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody has decided about each property that this version of Boot knows below
 * {@code spring.data.redis}: it is compared with Boot in {@link BootParityTests}, or it
 * stands here with the reason why there is nothing to compare, or why it has no effect.
 */
class BootMetadataTests {

	private static final String PREFIX = "spring.data.redis.";

	private static final String JEDIS = "of the Jedis client, with which we back off (BackOffTests)";

	private static final String SENTINEL = "a Sentinel, with which we back off (BackOffTests, ContradictionTests)";

	private static final Map<String, String> NOTHING_TO_COMPARE = nothingToCompare();

	/** {@link ConfigurationCheckTests} sees to it that this is told. */
	static final Map<String, String> WITHOUT_EFFECT = Map.of("cluster.max-redirects",
			"redirects are followed until the patience ends", "lettuce.cluster.refresh.adaptive",
			"a changed topology is always followed", "lettuce.cluster.refresh.dynamic-refresh-sources",
			"nodes that the topology names are always asked");

	private static Map<String, String> nothingToCompare() {
		Map<String, String> reasons = new TreeMap<>();
		List.of("enabled", "max-active", "max-idle", "max-wait", "min-idle", "time-between-eviction-runs")
			.forEach((name) -> reasons.put("jedis.pool." + name, JEDIS));
		List.of("master", "nodes", "username", "password").forEach((name) -> reasons.put("sentinel." + name, SENTINEL));
		reasons.put("repositories.enabled", "read by Boot's auto-configuration of repositories, which stays");
		reasons.put("ssl", "a group since Boot 3.1, which Boot itself no longer reads as a switch");
		return reasons;
	}

	@Test
	void eachPropertyIsComparedOrHasAReasonNotToBe() throws IOException {
		Set<String> decided = new TreeSet<>(NOTHING_TO_COMPARE.keySet());
		decided.addAll(WITHOUT_EFFECT.keySet());
		decided.addAll(compared());
		assertThat(bootsProperties()).hasSizeGreaterThan(30).allSatisfy((name) -> assertThat(decided).contains(name));
	}

	@Test
	void nothingIsDecidedThatBootDoesNotKnow() throws IOException {
		Set<String> known = bootsProperties();
		assertThat(known).containsAll(compared())
			.containsAll(NOTHING_TO_COMPARE.keySet())
			.containsAll(WITHOUT_EFFECT.keySet());
		assertThat(Collections.disjoint(compared(), WITHOUT_EFFECT.keySet())).isTrue();
		assertThat(Collections.disjoint(compared(), NOTHING_TO_COMPARE.keySet())).isTrue();
	}

	private static Set<String> compared() {
		Set<String> names = new TreeSet<>();
		BootParityTests.COMPARED.stream()
			.flatMap((line) -> Arrays.stream(line.split(" ")))
			.filter((assignment) -> !assignment.isEmpty())
			.forEach((assignment) -> names.add(assignment.substring(0, assignment.indexOf('='))));
		return names;
	}

	private static Set<String> bootsProperties() throws IOException {
		Set<String> names = new TreeSet<>();
		for (URL url : Collections.list(
				BootMetadataTests.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
			try (InputStream metadata = url.openStream()) {
				List<String> all = JsonPath.read(metadata, "$.properties[*].name");
				all.stream()
					.filter((name) -> name.startsWith(PREFIX))
					.forEach((name) -> names.add(name.substring(PREFIX.length())));
			}
		}
		return names;
	}

}
