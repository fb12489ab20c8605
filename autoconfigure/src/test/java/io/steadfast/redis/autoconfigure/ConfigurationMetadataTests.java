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
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

import com.jayway.jsonpath.JsonPath;
import io.steadfast.redis.AmbiguousCommands;
import io.steadfast.redis.StartupMode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * The generated metadata, from which editors complete and explain our properties.
 */
class ConfigurationMetadataTests {

	/** Of what has no value itself, only what is below it is written. */
	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `(steadfast\\.redis\\.[a-z.-]+?)(?:\\.\\*)?` \\| (?:`([^`]*)` )?\\|");

	@Test
	void everyPropertyIsThereWithItsDefault() throws Exception {
		assertThat(properties()).extracting((it) -> it.get("name"), (it) -> it.get("defaultValue"))
			.containsExactlyInAnyOrder(tuple("steadfast.redis.enabled", true), tuple("steadfast.redis.patience", "5s"),
					tuple("steadfast.redis.ambiguous-commands", "repeat-idempotent"),
					tuple("steadfast.redis.startup", "lazy"), tuple("steadfast.redis.dns-max-ttl", null),
					tuple("steadfast.redis.waiting.total", 10000),
					tuple("steadfast.redis.waiting.blocking-per-node", 16), tuple("steadfast.redis.overdue", "1s"),
					tuple("steadfast.redis.stall-timeout", "2s"), tuple("steadfast.redis.flush-consolidation", 256),
					tuple("steadfast.redis.pack-event-loops", true), tuple("steadfast.redis.drain-timeout", "5s"),
					tuple("steadfast.redis.connections-per-node", 1),
					tuple("steadfast.redis.blocking-connections", 1000),
					tuple("steadfast.redis.topology.refresh-period", "30s"),
					tuple("steadfast.redis.topology.min-refresh-interval", "100ms"),
					tuple("steadfast.redis.topology.sources", 3), tuple("steadfast.redis.health.grace-period", "30s"),
					tuple("steadfast.redis.health.probe", false), tuple("steadfast.redis.clusters", null),
					tuple("steadfast.redis.cache.fail-open", false),
					tuple("management.endpoint.rediscluster.access", "unrestricted"),
					tuple("management.endpoint.rediscluster.enabled", true),
					tuple("management.endpoint.rediscluster.cache.time-to-live", "0ms"));
	}

	@Test
	void theTableOfTheReadmeHasEveryPropertyWithItsDefault() throws Exception {
		List<String> ours = properties().stream()
			.filter((it) -> it.get("name").toString().startsWith("steadfast.redis."))
			.map((it) -> it.get("name") + "=" + Objects.toString(it.get("defaultValue"), ""))
			.toList();
		assertThat(ROW.matcher(Files.readString(Path.of("..", "README.md"))).results())
			.extracting((row) -> row.group(1) + "=" + Objects.toString(row.group(2), ""))
			.containsExactlyInAnyOrderElementsOf(ours);
	}

	@Test
	void everyPropertyIsDescribedInOneSentence() throws Exception {
		assertThat(properties()).isNotEmpty().allSatisfy((property) -> {
			boolean isSwitch = "java.lang.Boolean".equals(property.get("type"));
			assertThat(property.get("description")).as("description of " + property.get("name"))
				.asString()
				.matches("[A-Z].*[^.]\\.")
				.doesNotContain(". ")
				.doesNotStartWith("The ")
				.doesNotStartWith("A ")
				.matches((it) -> it.startsWith("Whether ") == isSwitch);
		});
	}

	@Test
	void everyWayToTreatAmbiguousCommandsIsExplained() throws Exception {
		assertExplained("steadfast.redis.ambiguous-commands", AmbiguousCommands.values());
	}

	@Test
	void everyWayToStartIsExplained() throws Exception {
		assertExplained("steadfast.redis.startup", StartupMode.values());
	}

	private static void assertExplained(String property, Enum<?>[] choices) throws Exception {
		List<Map<String, Object>> values = read("$.hints[?(@.name == '" + property + "')].values[*]");
		assertThat(values).extracting((it) -> it.get("value"))
			.containsExactly(
					Arrays.stream(choices).map((it) -> it.name().toLowerCase(Locale.ROOT).replace('_', '-')).toArray());
		assertThat(values).allSatisfy((it) -> assertThat(it.get("description")).asString().matches("[A-Z].*[^.]\\."));
	}

	private static List<Map<String, Object>> properties() throws IOException, URISyntaxException {
		return read("$.properties");
	}

	private static List<Map<String, Object>> read(String path) throws IOException, URISyntaxException {
		Path classes = Path
			.of(SteadfastRedisProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		return JsonPath.read(Files.readString(classes.resolve("META-INF/spring-configuration-metadata.json")), path);
	}

}
